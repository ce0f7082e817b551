package iamlint.rules.inline_policy_test

import data.iamlint.rules.inline_policy

document := {
	"name": "queue",
	"kind": "identity",
	"origin": "",
	"at": "a.yaml:1:1-2:4",
	"target": {"name": "App", "kind": "role", "type": "AWS::IAM::Role"},
}

reported(changes) := report if {
	report := inline_policy.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-2:4"
	found.message == `policy "queue" of role App is inline: make it an AWS::IAM::ManagedPolicy and attach that`
}

test_is_silent[why] if {
	some why, changes in {
		"a trust policy is always inline": {"kind": "trust"},
		"a managed policy": {"target": {"type": "AWS::IAM::ManagedPolicy", "kind": "managed-policy"}},
		"a user is another rule's": {"target": {"type": "AWS::IAM::User", "kind": "user"}},
		"AWS wrote it": {"origin": "managed"},
		"SAM has no other": {"target": {"type": "AWS::Serverless::Function"}},
		"a document that stands alone": {"target": {"type": "", "kind": "document"}},
	}
	count(reported(changes)) == 0
}
