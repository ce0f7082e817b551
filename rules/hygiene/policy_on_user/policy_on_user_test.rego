package iamlint.rules.policy_on_user_test

import data.iamlint.rules.policy_on_user

document := {
	"name": "deploy",
	"kind": "identity",
	"origin": "",
	"at": "a.yaml:1:1-2:4",
	"target": {"name": "Ann", "kind": "user"},
	"users": [],
}

reported(changes) := report if {
	report := policy_on_user.report with input.having.documents as [object.union(document, changes)]
}

managed(target) := report if {
	report := policy_on_user.report with input.targets as [target]
}

test_message_of_a_policy_of_the_user if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-2:4"
	found.target == "Ann"
	found.message == `user Ann has policy "deploy" for itself: give it to a role, or to a group that the user is in`
}

test_message_of_a_policy_that_names_users if {
	users := [{"at": "a.yaml:3:1-3:4", "text": "ann"}, {"at": "a.yaml:4:1-4:4", "text": "bob"}]
	found := reported({"users": users, "target": {"name": "Deploy", "kind": "managed-policy"}})
	{each.at | some each in found} == {"a.yaml:3:1-3:4", "a.yaml:4:1-4:4"}
	some each in found
	each.message == `managed policy Deploy is attached to user "bob": attach it to a role, or to a group that the user is in`
}

test_message_of_a_policy_that_stands_apart if {
	some found in reported({"target": {"name": "AnnsPolicy", "kind": "user", "type": "AWS::IAM::UserPolicy"}})
	found.message == "policy AnnsPolicy is a user's own: give it to a role, or to a group that the user is in"
}

test_message_of_a_managed_policy if {
	found := managed({
		"name": "Ann",
		"kind": "user",
		"managed": [{"at": "a.yaml:5:1-5:4", "text": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
	})
	count(found) == 1
	some each in found
	each.at == "a.yaml:5:1-5:4"
	startswith(each.message, `user Ann has managed policy "arn:aws:iam::aws:policy/ReadOnlyAccess" attached: attach it`)
}

test_fires_on_a_policy_on_roles_and_users if {
	count(reported({
		"target": {"kind": "role"},
		"users": [{"at": "a.yaml:3:1-3:4", "text": "ann"}],
	})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a role": {"target": {"kind": "role"}},
		"a group": {"target": {"kind": "group"}},
		"a managed policy that names nobody": {"target": {"kind": "managed-policy"}},
		"what an attached policy says is the attachment's": {"origin": "managed"},
		"a boundary gives nothing": {"kind": "boundary"},
		"a session policy gives nothing": {"kind": "boundary", "users": [{"at": "a.yaml:3:1-3:4", "text": "ann"}]},
	}
	count(reported(changes)) == 0
}

test_is_silent_on_managed_policies_of[kind] if {
	some kind in {"role", "group"}
	count(managed({"name": "X", "kind": kind, "managed": [{"at": "a.yaml:5:1-5:4", "text": "arn"}]})) == 0
}
