package iamlint.rules.policy_shrinkable_test

import data.iamlint.rules.policy_shrinkable

shorter := {
	"pattern": "sqs:List*",
	"entries": ["sqs:ListQueues", "sqs:ListQueueTags", "sqs:ListMessageMoveTasks"],
	"saves": 45,
	"level": "list",
	"sensitive": false,
	"at": "a.yaml:3:1-3:4",
}

managed := {
	"name": "PolicyDocument",
	"kind": "identity",
	"origin": "",
	"at": "a.yaml:1:1-1:4",
	"target": {"name": "P", "kind": "managed-policy", "type": "AWS::IAM::ManagedPolicy"},
	"size": 5600,
	"shorter": [shorter],
}

inline := object.union(managed, {"name": "work", "target": {"name": "App", "kind": "role", "type": "AWS::IAM::Role"}})

role(size) := {"name": "App", "kind": "role", "type": "AWS::IAM::Role", "at": "a.yaml:1:1-1:4", "inline_size": size}

reported(document, targets) := report if {
	report := policy_shrinkable.report with input.having.documents as [document]
		with input.targets as targets
}

test_message if {
	some found in reported(managed, [])
	found.at == "a.yaml:3:1-3:4"
	found.target == "P"
	endswith(found.message, concat("", [
		" has 5600 of the 6144 characters that a managed policy can have: ",
		`write "sqs:List*" for sqs:ListQueues and 2 more, which saves 45`,
	]))
}

test_message_tells_three_and_counts_all if {
	some found in reported(object.union(managed, {"shorter": [shorter, shorter, shorter, shorter]}), [])
	count(split(found.message, "; write ")) == 3
	endswith(found.message, "which saves 180")
}

test_fires_on[why] if {
	some why, case in {
		"a managed policy": [managed, []],
		"one that is too large": [object.union(managed, {"size": 7000}), []],
		"inline policies of a role together": [inline, [role(9300)]],
		"some that read among others": [object.union(managed, {"shorter": [object.union(shorter, {"pattern": "sqs:Set*", "level": "write"}), shorter]}), []],
		"twenty characters": [object.union(managed, {"shorter": [object.union(shorter, {"saves": 20})]}), []],
	}
	count(reported(case[0], case[1])) == 1
}

test_is_silent_on[why] if {
	some why, case in {
		"a small policy": [object.union(managed, {"size": 5529}), []],
		"inline policies with room": [inline, [role(9216)]],
		"the inline policies of another": [inline, [object.union(role(9300), {"name": "Other"})]],
		"those of a group of that name": [inline, [object.union(role(9300), {"kind": "group"})]],
		"a boundary of a role, which has no quota": [object.union(inline, {"kind": "boundary"}), [role(9300)]],
		"a permission set": [inline, [object.union(role(9300), {"type": "AWS::SSO::PermissionSet"})]],
		"nothing to shorten": [object.union(managed, {"shorter": []}), []],
		"what writes": [object.union(managed, {"shorter": [object.union(shorter, {"level": "write"})]}), []],
		"what reads secrets": [object.union(managed, {"shorter": [object.union(shorter, {"sensitive": true})]}), []],
		"what does not say that it reads": [object.union(managed, {"shorter": [object.union(shorter, {"pattern": "sqs:Receive*"})]}), []],
		"a few characters": [object.union(managed, {"shorter": [object.union(shorter, {"saves": 19})]}), []],
	}
	count(reported(case[0], case[1])) == 0
}
