package iamlint.rules.partial_action_wildcard_permissions_test

import data.iamlint.rules.partial_action_wildcard_permissions

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:Put*", "wildcard": "partial", "service": "iam", "status": "known", "level": "permissions", "sensitive": false, "matches": 5, "names": ["iam:PutGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:PutUserPermissionsBoundary"]}],
}

reported(changes) := report if {
	report := partial_action_wildcard_permissions.report with input.having.partial_wildcard as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "iam:Put*", which stands for iam:PutGroupPolicy, iam:PutRolePolicy, iam:PutUserPolicy and 2 more, and can change who has access: name the actions it needs`
}

test_fires[why] if {
	some why, changes in {
		"all but one thing": {"actions": [object.union(statement.actions[0], {"reach": ""})], "resources": [], "not_resources": [{"text": "arn:aws:sns:eu-west-1:111122223333:t"}]},
		"one that fits": {"actions": [object.union(statement.actions[0], {"reach": "exact"})], "resources": [{"text": "arn:aws:s3:::b"}]},
		"iam": {},
		"a condition does not make it narrower": {"scoped": true},
		"a bucket's policy": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*Policy", "wildcard": "partial", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"one role": {"reach": "exact"},
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
		"no wildcard": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:PutObject", "wildcard": "none", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"write": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:DeleteObject*", "wildcard": "partial", "service": "s3", "status": "known", "level": "write", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"tagging": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ec2:*Tags", "wildcard": "partial", "service": "ec2", "status": "known", "level": "tagging", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"read": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Get*", "wildcard": "partial", "service": "s3", "status": "known", "level": "read", "sensitive": true, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
	}
	count(reported(changes)) == 0
}
