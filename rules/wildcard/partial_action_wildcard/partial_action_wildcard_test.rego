package iamlint.rules.partial_action_wildcard_test

import data.iamlint.rules.partial_action_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:DeleteObject*", "wildcard": "partial", "service": "s3", "status": "known", "level": "write", "sensitive": false, "matches": 2, "names": ["s3:DeleteObject", "s3:DeleteObjectTagging"]}],
}

reported(changes) := report if {
	report := partial_action_wildcard.report with input.having.partial_wildcard as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s3:DeleteObject*", which stands for s3:DeleteObject and s3:DeleteObjectTagging, and can create, change or delete: name the actions it needs`
}

test_fires[why] if {
	some why, changes in {
		"all but one thing": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [], "not_resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"one that fits": {"actions": [object.union(statement.actions[0], {"reach": "exact"})], "resources": [{"text": "arn:aws:s3:::b"}]},
		"deletion": {},
		"functions": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "lambda:*Function*", "wildcard": "partial", "service": "lambda", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"one bucket under a condition": {"reach": "exact", "scoped": true},
		"a name that begins like a reading one": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ssm:Get*Or*", "wildcard": "partial", "service": "ssm", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
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
		"no wildcard": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:PutObject", "wildcard": "none", "service": "s3", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"permissions": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:Put*", "wildcard": "partial", "service": "iam", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"keys as AWS writes it": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "kms:ReEncrypt*", "wildcard": "partial", "service": "kms", "status": "known", "level": "write", "sensitive": false, "matches": 2, "names": ["x:A", "x:B"]}]},
		"tagging": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ec2:*Tags", "wildcard": "partial", "service": "ec2", "status": "known", "level": "tagging", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"list": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:List*", "wildcard": "partial", "service": "s3", "status": "known", "level": "list", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
	}
	count(reported(changes)) == 0
}
