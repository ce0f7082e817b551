package iamlint.rules.any_account_resource_test

import data.iamlint.rules.any_account_resource

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "sns:Publish", "service": "sns", "wildcard": "none", "names": ["sns:Publish"], "matches": 1}],
	"resources": [{"text": "arn:aws:sns:us-east-1:*:orders", "at": "a.yaml:2:1-2:4", "any_account": true, "service": "sns"}],
}

action(changes) := {"actions": [object.union(statement.actions[0], changes)]}

reported(changes) := report if {
	report := any_account_resource.report with input.having.any_account as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "role AppRole may use sns:Publish in any account, by \"arn:aws:sns:us-east-1:*:orders\"")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a group": {"target": {"name": "G", "kind": "group"}},
		"a wildcard": action({"wildcard": "partial", "text": "sns:*a*"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"the account is named": {"resources": [object.union(statement.resources[0], {"any_account": false})]},
		"an action that stays in its account": action({"names": ["iam:GetRole"], "service": "iam"}),
		"the other variant's": action({"names": ["sts:AssumeRole"], "service": "sts"}),
		"another service's resource": {"resources": [object.union(statement.resources[0], {"service": "states"})]},
		"AWS wrote it": {"document": {"origin": "template"}},
	}
	count(reported(changes)) == 0
}
