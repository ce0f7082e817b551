package iamlint.rules.cross_account_resource_policy_test

import data.iamlint.rules.cross_account_resource_policy

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333"}, {"at": "a.yaml:2:1-2:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := cross_account_resource_policy.report with input.having.external as [changed]
		with input.having.resource_based as [changed]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `AWS::S3::BucketPolicy Policy lets all of account 111122223333 use "s3:GetObject": name the role that needs it`)
}

test_what_to_do_hangs_on_who[kind] if {
	some kind, advice in {
		"account": "all of account 111122223333 use \"s3:GetObject\": name the role that needs it",
		"role": "a role of account 111122223333 use \"s3:GetObject\": add aws:PrincipalOrgID if the account is yours, or list it",
		"user": "a user of account 111122223333 use \"s3:GetObject\": name a role instead of the user",
	}
	some found in reported({"principals": [{"at": "a.yaml:1:1-1:4", "kind": kind, "text": "x", "account": "111122223333"}]})
	contains(found.message, advice)
}

test_fires[why] if {
	some why, changes in {
		"an account": {},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a", "account": "111122223333"}]},
		"a key's user": {"target": {"type": "AWS::KMS::Key"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}]},
		"a resource of some account that is not known": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:sqs:us-east-1:${A}:q", "breadth": "exact", "known": true}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"an account that the user trusts": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333", "trusted": true}]},
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a condition limits it": {"scoped": true, "closed": true},
		"the account of the resource": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:sqs:us-east-1:111122223333:q", "breadth": "exact", "known": true}]},
		"who may do everything with a key owns it": {"target": {"type": "AWS::KMS::Key"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:*", "wildcard": "service", "status": "known", "service": "kms", "reach": "exact"}]},
		"load balancers write logs": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::127311923021:root", "account": "127311923021"}]},
		"so does Redshift": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "user", "text": "arn:aws:iam::193672423079:user/logs", "account": "193672423079"}]},
		"an endpoint only passes on": {"target": {"type": "AWS::EC2::VPCEndpoint"}},
	}
	count(reported(changes)) == 0
}
