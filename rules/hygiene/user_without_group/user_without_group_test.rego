package iamlint.rules.user_without_group_test

import data.iamlint.rules.user_without_group

user := {
	"name": "Ann",
	"kind": "user",
	"type": "AWS::IAM::User",
	"at": "a.yaml:1:1-1:4",
	"properties": {},
	"references": [],
}

group := {
	"name": "Devs",
	"kind": "group",
	"type": "AWS::IAM::Group",
	"at": "a.yaml:2:1-2:4",
	"properties": {},
	"references": [],
}

addition := {
	"name": "Members",
	"kind": "resource",
	"type": "AWS::IAM::UserToGroupAddition",
	"properties": {
		"GroupName": {"values": [{"text": "devs"}]},
		"Users": {"values": [{"text": "ann"}]},
	},
	"references": [],
}

reported(resources) := report if {
	report := user_without_group.report with input.resources as resources
}

test_message_of_a_user if {
	some found in reported([user])
	found.at == "a.yaml:1:1-1:4"
	found.message == "user Ann is in no group: put it into the group that has the permissions it needs"
}

test_message_of_a_group if {
	some found in reported([group])
	found.message == "group Devs has no users in this template: put them in, or leave the group out"
}

test_is_silent[why] if {
	some why, resources in {
		"the user names a group": [object.union(user, {"properties": {"Groups": {"values": [{"text": "x"}]}}})],
		"a membership refers to the user": [object.union(user, {"references": [{
			"type": "AWS::IAM::UserToGroupAddition",
			"property": "Users",
		}]})],
		"a membership names the user": [
			object.union(user, {"properties": {"UserName": {"values": [{"text": "ann"}]}}}),
			addition,
		],
		"a membership names the group": [
			object.union(group, {"properties": {"GroupName": {"values": [{"text": "devs"}]}}}),
			addition,
		],
		"a user refers to the group": [object.union(group, {"references": [{
			"type": "AWS::IAM::User",
			"property": "Groups",
		}]})],
		"a role": [object.union(user, {"type": "AWS::IAM::Role"})],
	}
	count(reported(resources)) == 0
}

test_a_policy_that_names_the_group_puts_nobody_in if {
	count(reported([object.union(group, {"references": [{"type": "AWS::IAM::Policy", "property": "Groups"}]})])) == 1
}

test_fires_on_a_group_all_the_same[why] if {
	some why, resources in {
		"a user refers to it elsewhere": [object.union(group, {"references": [{"type": "AWS::IAM::User", "property": "Policies"}]})],
		"another membership": [
			object.union(group, {"properties": {"GroupName": {"values": [{"text": "ops"}]}}}),
			addition,
		],
		"something else refers to its name": [object.union(group, {"references": [{"type": "AWS::IAM::Policy", "property": "GroupName"}]})],
		"a membership refers to it elsewhere": [object.union(group, {"references": [{"type": "AWS::IAM::UserToGroupAddition", "property": "Users"}]})],
		"something else has its name": [
			object.union(group, {"properties": {"GroupName": {"values": [{"text": "devs"}]}}}),
			object.union(addition, {"type": "AWS::X::Y"}),
		],
		"something else names it": [
			object.union(group, {"properties": {"GroupName": {"values": [{"text": "devs"}]}}}),
			{"type": "AWS::X::Y", "properties": {"Groups": {"values": [{"text": "devs"}]}}},
		],
	}
	count(reported(resources)) == 1
}

test_is_silent_when_a_user_names_the_group if {
	count(reported([
		object.union(group, {"properties": {"GroupName": {"values": [{"text": "devs"}]}}}),
		object.union(user, {"properties": {"Groups": {"values": [{"text": "devs"}]}}}),
	])) == 0
}
