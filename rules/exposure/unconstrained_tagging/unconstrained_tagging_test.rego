package iamlint.rules.unconstrained_tagging_test

import data.iamlint.rules.unconstrained_tagging

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"scopable": {
		"permissions": {"count": 0},
		"write": {"count": 0},
		"data": {"count": 0},
		"tagging": {"count": 1, "names": ["ec2:CreateTags"], "arns": ["arn:instance"], "reach_at": "a.yaml:2:1-2:4"},
	},
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := unconstrained_tagging.report with input.having.any_resource as [s | s := changed; s.reach == "all"]
		with input.having.broad_resource as [s | s := changed; s.reach == "type"]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "set tags on anything with ec2:CreateTags: write the ARNs that it needs, such as arn:instance")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"every instance": {"reach": "type"},
		"a wildcard": {"actions": [{"wildcard": "partial"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
		"no tags": {"scopable": {"tagging": {"count": 0}, "read": {"count": 0}, "list": {"count": 1}}},
		"another rule speaks of writing": {"scopable": {"write": {"count": 1}}},
		"another rule speaks of data": {"scopable": {"data": {"count": 1}}},
		"another rule speaks of permissions": {"scopable": {"permissions": {"count": 1}}},
		"one instance": {"reach": "exact"},
	}
	count(reported(changes)) == 0
}
