package iamlint.rules.admin_access_test

import data.iamlint.rules.admin_access

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "every"}],
}

reported(changes) := report if {
	report := admin_access.report with input.having.every_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role AppRole may do everything on every resource: name the actions and resources it needs"
}

test_message_of_a_managed_policy if {
	some found in reported({"target": {"name": "P", "kind": "managed-policy"}})
	startswith(found.message, "managed policy P lets its holders do everything")
}

test_fires[why] if {
	some why, changes in {
		"role": {},
		"a boundary leaves an administrator": {"target": {"barred": []}},
		"a managed policy, too": {"target": {"name": "P", "kind": "managed-policy"}},
		"user": {"target": {"name": "U", "kind": "user"}},
		"document that stands alone": {"target": {"name": "p.json", "kind": "document"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"devices are another rule's": {"target": {"type": "AWS::IoT::Policy"}},
		"deny grants nothing": {"effect": "Deny"},
		"the boundary leaves less, which is admin-access-bounded": {"target": {"barred": ["iam:CreateUser"]}},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"it reaches one type": {"reach": "type"},
		"NotResource has no reach": {"reach": ""},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"another action than the star": {"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "none"}]},
	}
	count(reported(changes)) == 0
}

rescue(changes) := report if {
	report := admin_access.report with input.settings.privileged_managed_policy_admin.break_glass as ["App*"]
		with input.having.every_action as [object.union(statement, changes)]
}

test_is_silent_on_roles_for_emergencies if {
	count(rescue({"document": {"origin": "managed"}})) == 0
}

test_fires_on_other_policies_and_roles if {
	count(rescue({"document": {"origin": ""}})) == 1
	count(rescue({"document": {"origin": "managed"}, "target": {"name": "Other"}})) == 1
}
