package iamlint.rules.resource_policy_notaction_test

import data.iamlint.rules.resource_policy_notaction

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": ""},
	"reach": "exact",
	"resources": [{"text": "arn:aws:s3:::reports/*"}],
	"not_resources": [],
	"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:DeleteObject", "wildcard": "none"}],
}

reported(changes) := report if {
	report := resource_policy_notaction.report with input.having.not_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "Policy"
	found.message == concat(" ", [
		`AWS::S3::BucketPolicy Policy lets its principals do everything but "s3:DeleteObject"`,
		`on "arn:aws:s3:::reports/*": list what is needed in Action`,
	])
}

test_fires[why] if {
	some why, changes in {
		"on one bucket": {},
		"on everything": {"reach": "all", "resources": [{"text": "*"}]},
		"under a condition": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"of a role's policy another rule speaks": {"document": {"kind": "identity"}},
		"of a trust policy, too": {"document": {"kind": "trust"}},
		"with NotResource it is worse": {"not_resources": [{"text": "arn:aws:s3:::reports", "breadth": "exact"}]},
		"nothing is left": {"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every"}]},
		"a Deny leaves nothing of it": {"overruled": true},
	}
	count(reported(changes)) == 0
}
