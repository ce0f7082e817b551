package iamlint.rules.vpc_endpoint_default_policy_test

import data.iamlint.rules.vpc_endpoint_default_policy

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::EC2::VPCEndpoint"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "all",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "", "reach": "all"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := vpc_endpoint_default_policy.report with input.having.every_action as [changed]
		with input.having.service_wildcard as [changed]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::EC2::VPCEndpoint Policy lets everybody use "*" on the resources of any account: name yours`)
}

test_fires[why] if {
	some why, changes in {
		"everything": {},
		"all of its service": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:*", "wildcard": "service", "status": "known", "service": "s3", "reach": "exact"}]},
		"with others": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "r", "account": "self"}, {"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"named resources": {"reach": "exact"},
		"some actions": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:Get*", "wildcard": "partial", "status": "known", "service": "s3", "reach": "exact"}]},
		"named principals": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a", "account": "111122223333"}]},
		"another policy": {"target": {"type": "AWS::S3::BucketPolicy"}},
	}
	count(reported(changes)) == 0
}
