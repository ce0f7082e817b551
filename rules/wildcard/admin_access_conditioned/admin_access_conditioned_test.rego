package iamlint.rules.admin_access_conditioned_test

import data.iamlint.rules.admin_access_conditioned

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": true,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "every"}],
}

reported(changes) := report if {
	report := admin_access_conditioned.report with input.having.every_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role AppRole may do everything on every resource once the condition is met: name the actions and resources it needs"
}

test_fires[why] if {
	some why, changes in {
		"scoped": {},
		"a managed policy, too": {"target": {"name": "P", "kind": "managed-policy"}},
		"something else could not be read": {"unresolved": true},
		"group": {"target": {"name": "G", "kind": "group"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"devices are another rule's": {"target": {"type": "AWS::IoT::Policy"}},
		"deny grants nothing": {"effect": "Deny"},
		"the boundary leaves less": {"target": {"barred": ["iam:CreateUser"]}},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"nothing scopes it, which is admin-access": {"scoped": false},
		"it reaches one bucket": {"reach": "exact"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"another action than the star": {"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "none"}]},
	}
	count(reported(changes)) == 0
}
