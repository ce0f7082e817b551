package iamlint.rules.privileged_managed_policy_admin_test

import data.iamlint.rules.privileged_managed_policy_admin

reported(kind, policy) := report if {
	attachment := {"at": "a.yaml:1:1-1:4", "name": policy}
	report := privileged_managed_policy_admin.report with input.targets as [{"name": "App", "kind": kind, "managed": [attachment]}]
}

test_message if {
	some found in reported("role", "AdministratorAccess")
	found.target == "App"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has AdministratorAccess, so it may do everything on every resource: attach a policy with what it needs"
}

test_message_of_an_administrator_of_identities if {
	some found in reported("role", "IAMFullAccess")
	found.message == "role App has IAMFullAccess, so it may change every identity and give itself every permission: attach a policy with what it needs"
}

test_fires[kind] if {
	some kind in ["role", "user", "group"]
	count(reported(kind, "AdministratorAccess")) == 1
}

test_fires_on[policy] if {
	some policy in ["AdministratorAccess", "IAMFullAccess"]
	count(reported("role", policy)) == 1
}

test_is_silent[policy] if {
	some policy in ["", "AdministratorAccess-Amplify", "AWSAuditManagerAdministratorAccess", "job-function/AWSManagementConsoleAdministratorAccess", "PowerUserAccess", "ReadOnlyAccess"]
	count(reported("role", policy)) == 0
}

within(policy, barred) := count(report) if {
	attachment := {"at": "a.yaml:1:1-1:4", "name": policy}
	report := privileged_managed_policy_admin.report with input.targets as [{"name": "App", "kind": "role", "managed": [attachment], "barred": barred}]
}

test_is_silent_where_the_boundary_leaves_less if {
	within("AdministratorAccess", ["kms:Decrypt"]) == 0
	within("IAMFullAccess", ["iam:PutRolePolicy", "kms:Decrypt"]) == 0
}

test_fires_where_the_boundary_leaves_it if {
	within("AdministratorAccess", []) == 1
	within("IAMFullAccess", ["kms:Decrypt"]) == 1
}

test_is_silent_where_nothing_is_attached if {
	count(privileged_managed_policy_admin.report) == 0 with input.targets as [{"name": "App", "kind": "role", "managed": []}]
}

set(kind, patterns) := report if {
	report := privileged_managed_policy_admin.report with input.settings.privileged_managed_policy_admin.break_glass as patterns
		with input.targets as [{"name": "Rescue", "kind": kind, "managed": [{"at": "a.yaml:1:1-1:4", "name": "AdministratorAccess"}]}]
}

test_is_silent_on_roles_for_emergencies[pattern] if {
	some pattern in {"Rescue", "Res*"}
	count(set("role", [pattern])) == 0
}

test_fires_on_others_than_these if {
	count(set("role", ["Other"])) == 1
	count(set("user", ["Rescue"])) == 1
}
