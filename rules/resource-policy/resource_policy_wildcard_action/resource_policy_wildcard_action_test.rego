package iamlint.rules.resource_policy_wildcard_action_test

import data.iamlint.rules.resource_policy_wildcard_action

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:*", "wildcard": "service", "status": "known", "service": "s3", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a", "account": "111122223333"}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := resource_policy_wildcard_action.report with input.having.every_action as [changed]
		with input.having.service_wildcard as [changed]
		with input.having.resource_based as [changed]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::S3::BucketPolicy Policy lets "arn:aws:iam::111122223333:role/a" use "s3:*", with which they can change`)
}

test_fires[why] if {
	some why, changes in {
		"all of a service": {},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": "exact"}]},
		"anyone": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
		"under a condition": {"scoped": true, "closed": true},
		"a service": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "sns.amazonaws.com", "account": ""}]},
		"another account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333", "account": "111122223333"}]},
	}
	count(reported(changes)) == 1
}

point(changes) := {"conditions": [object.union(
	{
		"key": "s3:DataAccessPointAccount",
		"lower_key": "s3:dataaccesspointaccount",
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
	},
	changes,
)]}

test_fires_beside_access_points[why] if {
	some why, changes in {
		"all but those": point({"negated": true}),
		"what comes by none": point({"if_exists": true}),
		"those of anybody": point({"trivial": true}),
		"another key": point({"lower_key": "s3:prefix"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"the account itself": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "${AWS::AccountId}", "account": "self"}]},
		"some actions": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:Get*", "wildcard": "partial", "status": "known", "service": "s3", "reach": "exact"}]},
		"key policies have rules of their own": {"target": {"type": "AWS::KMS::Key"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:*", "wildcard": "service", "status": "known", "service": "kms", "reach": "exact"}]},
		"a key policy that stands alone": {"target": {"type": ""}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:*", "wildcard": "service", "status": "known", "service": "kms", "reach": "exact"}]},
		"an endpoint": {"target": {"type": "AWS::EC2::VPCEndpoint"}},
		"a permission": {"target": {"type": "AWS::Lambda::Permission"}},
		"a network that stands alone": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "vpc-lattice-svcs:*", "wildcard": "service", "status": "known", "service": "vpc-lattice-svcs", "reach": "exact"}]},
		"a domain that stands alone": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "es:*", "wildcard": "service", "status": "known", "service": "es", "reach": "exact"}]},
		"by the access points of an account": point({}),
		"by one access point": point({"lower_key": "s3:dataaccesspointarn", "base": "ArnLike"}),
		"nobody": {"principals": []},
	}
	count(reported(changes)) == 0
}
