package iamlint.rules.kms_key_policy_grant_test

import data.iamlint.rules.kms_key_policy_grant

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::KMS::Key"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {"kms:CreateGrant": {"at": "a.yaml:3:1-3:4", "pattern": "kms:CreateGrant"}},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:CreateGrant", "wildcard": "none", "status": "known", "service": "kms", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/app", "account": "111122223333"}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := kms_key_policy_grant.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::KMS::Key Policy lets "arn:aws:iam::111122223333:role/app" hand the key on to anybody: add Bool`)
}

test_fires[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "user", "text": "arn:aws:iam::${AWS::AccountId}:user/u", "account": "self"}]},
		"in another case": {"grants": {"kms:CreateGrant": {"pattern": "kms:createGrant"}}},
		"a policy that stands alone": {"target": {"type": ""}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"not a key": {"target": {"type": "AWS::S3::BucketPolicy"}},
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"everything is another rule's": {"grants": {"kms:CreateGrant": {"pattern": "kms:*"}}},
		"administrators create what there is to create": {"grants": {"kms:CreateGrant": {"pattern": "kms:Create*"}}},
		"the account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}]},
		"a service": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "rds.amazonaws.com", "account": ""}]},
	}
	count(reported(changes)) == 0
}
