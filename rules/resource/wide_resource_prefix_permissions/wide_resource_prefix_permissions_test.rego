package iamlint.rules.wide_resource_prefix_permissions_test

import data.iamlint.rules.wide_resource_prefix_permissions

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "account",
	"reach_at": "a.yaml:2:1-2:4",
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "dynamodb:PutItem", "service": "dynamodb", "wildcard": "none", "reach": "account", "level": "permissions", "names": ["dynamodb:PutItem"], "matches": 1}],
	"resources": [{"text": "arn:aws:dynamodb:us-east-1:111122223333:table/*", "at": "a.yaml:2:1-2:4", "breadth": "account", "service": "dynamodb"}],
}

action(changes) := {"actions": [object.union(statement.actions[0], changes)]}

reported(changes) := report if {
	report := wide_resource_prefix_permissions.report with input.having.account_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "role AppRole may change permissions with dynamodb:PutItem on \"arn:aws:dynamodb:us-east-1:111122223333:table/*\"")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"another sensitive service": action({"service": "kms", "text": "kms:DisableKey"}),
		"a wildcard": action({"wildcard": "partial", "text": "dynamodb:Put*"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"it reads": action({"level": "read"}),
		"the other variant's": action({"level": "write"}),
		"a service that holds little": action({"service": "polly"}),
		"one table": action({"reach": "exact"}),
		"a rule on all of a service speaks": action({"wildcard": "service"}),
		"a rule on passing roles speaks": action({"service": "iam", "names": ["iam:PassRole"]}),
		"what every function does": action({"service": "logs", "names": ["logs:PutLogEvents"]}),
	}
	count(reported(changes)) == 0
}
