package iamlint.rules.partial_action_wildcard_tagging_test

import data.iamlint.rules.partial_action_wildcard_tagging

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "ec2:*Tags", "wildcard": "partial", "service": "ec2", "status": "known", "level": "tagging", "sensitive": false, "matches": 3, "names": ["ec2:CreateTags", "ec2:DeleteTags", "ec2:DescribeTags"]}],
}

reported(changes) := report if {
	report := partial_action_wildcard_tagging.report with input.having.partial_wildcard as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "ec2:*Tags", which stands for ec2:CreateTags, ec2:DeleteTags and ec2:DescribeTags, and can change tags, by which others may have access: name the actions it needs`
}

test_fires[why] if {
	some why, changes in {
		"all but one thing": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [], "not_resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"one that fits": {"actions": [object.union(statement.actions[0], {"reach": "exact"})], "resources": [{"text": "arn:aws:s3:::b"}]},
		"tags": {},
		"objects": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*ObjectTagging", "wildcard": "partial", "service": "s3", "status": "known", "level": "tagging", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"one queue": {"reach": "exact"},
		"under a condition": {"scoped": true},
		"a managed policy, too": {"target": {"name": "P", "kind": "managed-policy"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"what only AWS's policies name": {"actions": [object.union(statement.actions[0], {"status": "unlisted"})]},
		"deny grants nothing": {"effect": "Deny"},
		"none of the resources fits": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a policy template of SAM is not the user's to mend": {"document": {"kind": "identity", "origin": "template"}},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"a pattern that matches nothing": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Puut*", "wildcard": "partial", "service": "s3", "status": "matches-nothing", "level": "", "sensitive": false, "matches": 0, "names": []}]},
		"no wildcard": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:PutObject", "wildcard": "none", "service": "s3", "status": "known", "level": "tagging", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"permissions": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:Put*", "wildcard": "partial", "service": "iam", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"write": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:DeleteObject*", "wildcard": "partial", "service": "s3", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"read": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*Get*", "wildcard": "partial", "service": "s3", "status": "known", "level": "read", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
	}
	count(reported(changes)) == 0
}
