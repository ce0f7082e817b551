package iamlint.rules.any_account_resource_keys_test

import data.iamlint.rules.any_account_resource_keys

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "kms:Encrypt", "service": "kms", "wildcard": "none", "names": ["kms:Encrypt"], "matches": 1}],
	"resources": [{"text": "arn:aws:kms:us-east-1:*:key/mrk-1", "at": "a.yaml:2:1-2:4", "any_account": true, "service": "kms"}],
}

action(changes) := {"actions": [object.union(statement.actions[0], changes)]}

reported(changes) := report if {
	report := any_account_resource_keys.report with input.having.any_account as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "role AppRole may use kms:Encrypt in any account, by \"arn:aws:kms:us-east-1:*:key/mrk-1\"")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a group": {"target": {"name": "G", "kind": "group"}},
		"a wildcard": action({"wildcard": "partial", "text": "kms:*a*"}),
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
		"the other variant's": action({"names": ["sns:Publish"], "service": "sns"}),
		"another service's resource": {"resources": [object.union(statement.resources[0], {"service": "states"})]},
		"AWS wrote it": {"document": {"origin": "template"}},
	}
	count(reported(changes)) == 0
}
