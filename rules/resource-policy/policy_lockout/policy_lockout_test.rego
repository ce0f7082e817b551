package iamlint.rules.policy_lockout_test

import data.iamlint.rules.policy_lockout

statement := {
	"effect": "Deny",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:*", "wildcard": "service", "status": "known", "service": "s3", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b", "breadth": "exact", "known": true}, {"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := policy_lockout.report with input.having.anyone as [row | some row in [changed]; count(row.principals) > 0]
		with input.having.not_principal as [row | some row in [changed]; count(row.not_principals) > 0]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `AWS::S3::BucketPolicy Policy denies "s3:*" to everybody, those who would mend it included: add ArnNotLike`)
}

test_fires[why] if {
	some why, changes in {
		"a bucket": {},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": "exact"}]},
		"every resource": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}]},
		"a key": {"target": {"type": "AWS::KMS::Key"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:*", "wildcard": "service", "status": "known", "service": "kms", "reach": "exact"}], "resources": []},
		"all but the root user": {"principals": [], "not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"allow to all but an account": {"effect": "Allow", "principals": [], "not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333", "account": "111122223333"}]},
		"allow": {"effect": "Allow"},
		"what could not be read may limit it": {"unresolved": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a condition": {"conditions": [{"lower_key": "aws:securetransport"}]},
		"one action": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:DeleteBucket", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}]},
		"only objects": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "known": true}]},
		"an endpoint": {"target": {"type": "AWS::EC2::VPCEndpoint"}},
		"all but a role": {"principals": [], "not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "arn:aws:iam::111122223333:root", "account": "111122223333"}, {"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a", "account": "111122223333"}]},
	}
	count(reported(changes)) == 0
}
