package iamlint.rules.mixed_statement_test

import data.iamlint.rules.mixed_statement

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"scoped": false,
	"unresolved": false,
	"actions": [
		{"text": "s3:GetObject", "at": "a.yaml:1:1-1:4", "status": "known", "wildcard": "none", "scopable": 1, "reach": "all"},
		{"text": "s3:ListAllMyBuckets", "at": "a.yaml:2:1-2:4", "status": "known", "wildcard": "none", "scopable": 0, "reach": "all"},
	],
	"scopable": {"permissions": {"count": 0}, "write": {"count": 0}, "data": {"count": 1}},
}

reported(changes) := report if {
	report := mixed_statement.report with input.having.any_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "role AppRole may use s3:ListAllMyBuckets on \"*\" only")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"an action that is not known": {"actions": [object.union(statement.actions[1], {"status": "unknown-action"})]},
		"a pattern": {"actions": [object.union(statement.actions[1], {"wildcard": "partial"})]},
		"an action that has its own resource": {"actions": [object.union(statement.actions[1], {"reach": ""})]},
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"AWS wrote it": {"document": {"origin": "managed"}},
		"nothing needs it": {"actions": [statement.actions[0]]},
		"all need it": {"scopable": {"data": {"count": 0}, "tagging": {"count": 0}, "read": {"count": 0}, "list": {"count": 0}}},
	}
	count(reported(changes)) == 0
}
