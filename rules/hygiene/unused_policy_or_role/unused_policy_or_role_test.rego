package iamlint.rules.unused_policy_or_role_test

import data.iamlint.rules.unused_policy_or_role

resource(type) := {
	"name": "App",
	"kind": "role",
	"type": type,
	"at": "a.yaml:1:1-1:4",
	"properties": {},
	"references": [],
}

reported(type, changes, trust) := report if {
	report := unused_policy_or_role.report with input.resources as [object.union(resource(type), changes)]
		with input.having.trust as [{"target": {"name": "App"}, "principals": [{"kind": trust}]}]
}

test_message_of_a_role if {
	some found in reported("AWS::IAM::Role", {}, "service")
	found.at == "a.yaml:1:1-1:4"
	found.message == "nothing in the template uses role App, and it is not in Outputs: use it or take it out"
}

test_message_of_a_policy if {
	some found in reported("AWS::IAM::ManagedPolicy", {"kind": "managed-policy"}, "service")
	found.message == "managed policy App is attached to nothing, and not in Outputs: attach it or take it out"
}

test_to_be_given_a_policy_is_no_use if {
	count(reported("AWS::IAM::Role", {"references": [{"type": "AWS::IAM::Policy"}]}, "service")) == 1
}

test_roles_are_silent[why] if {
	some why, changes in {
		"a function has it": {"references": [{"type": "AWS::Lambda::Function"}]},
		"it is in Outputs": {"references": [{"type": ""}]},
		"others may know its name": {"properties": {"RoleName": {}}},
	}
	count(reported("AWS::IAM::Role", changes, "service")) == 0
}

test_a_role_for_people_is_silent if {
	count(reported("AWS::IAM::Role", {}, "account")) == 0
}

test_policies_are_silent[why] if {
	some why, changes in {
		"a role has it": {"references": [{"type": "AWS::IAM::Role"}]},
		"it names roles": {"properties": {"Roles": {}}},
		"others may know its name": {"properties": {"ManagedPolicyName": {}}},
	}
	count(reported("AWS::IAM::ManagedPolicy", changes, "service")) == 0
}
