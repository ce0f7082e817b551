package iamlint.rules.abac_self_tagging_test

import data.iamlint.rules.abac_self_tagging

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"retags": [{
		"action": "ec2:CreateTags",
		"at": "a.yaml:1:1-1:4",
		"key": "aws:ResourceTag/team",
		"key_at": "a.yaml:2:1-2:4",
	}],
}

reported(changes) := report if {
	report := abac_self_tagging.report with input.having.retagging as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.related == [{"at": "a.yaml:2:1-2:4", "message": "the condition that it can lift"}]
	contains(found.message, "role AppRole may set with ec2:CreateTags the tag that limits it by aws:ResourceTag/team")
}

test_is_silent_about_what_aws_wrote if {
	count(reported({"document": {"origin": "managed"}})) == 0
}
