package iamlint.rules.admin_access_bounded_test

import data.iamlint.rules.admin_access_bounded

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role", "barred": ["iam:CreateUser"]},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "every"}],
}

reported(changes) := report if {
	report := admin_access_bounded.report with input.having.every_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role AppRole may do everything that its permissions boundary allows: name the actions and resources it needs"
}

test_fires_on_users if count(reported({"target": {"kind": "user"}})) == 1

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"the boundary leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"the boundary leaves an administrator, which is admin-access": {"target": {"barred": []}},
		"a condition scopes it as well": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"it is AWS's, of which its attachment tells": {"document": {"origin": "managed"}},
		"it reaches one type": {"reach": "type"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"another action than the star": {"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "none"}]},
	}
	count(reported(changes)) == 0
}

attached(changes, policy) := report if {
	target := object.union({"name": "App", "kind": "role", "managed": [{"at": "a.yaml:1:1-1:4", "name": policy}], "barred": ["kms:Decrypt"]}, changes)
	report := admin_access_bounded.report with input.targets as [target]
		with input.settings.privileged_managed_policy_admin.break_glass as ["Rescue"]
}

test_message_of_an_attached_policy if {
	some found in attached({}, "AdministratorAccess")
	found.target == "App"
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		"role App has AdministratorAccess, so it may do everything that its permissions boundary allows:",
		"attach a policy with what it needs",
	])
}

test_is_silent_on_an_attached_policy[why] if {
	some why, found in {
		"of another name": attached({}, "IAMFullAccess"),
		"that no boundary bounds, which is privileged-managed-policy-admin": attached({"barred": []}, "AdministratorAccess"),
		"of a role for emergencies": attached({"name": "Rescue"}, "AdministratorAccess"),
	}
	count(found) == 0
}
