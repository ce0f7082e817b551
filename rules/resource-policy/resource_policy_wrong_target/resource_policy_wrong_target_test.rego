package iamlint.rules.resource_policy_wrong_target_test

import data.iamlint.rules.resource_policy_wrong_target

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::S3::BucketPolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "wildcard": "none", "status": "known", "service": "s3", "reach": ""}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b", "breadth": "exact", "service": "s3", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := resource_policy_wrong_target.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::S3::BucketPolicy Policy allows "s3:GetObject" on "arn:aws:s3:::b", which it can't be used on: add the ARN of the bucket's objects, which ends in /*`)
}

test_fires[why] if {
	some why, changes in {
		"objects of a bucket": {},
		"deny, which protects nothing": {"effect": "Deny"},
		"a bucket's listing": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}, {"at": "a.yaml:3:1-3:4", "text": "s3:ListBucket", "wildcard": "none", "status": "known", "service": "s3", "reach": ""}], "resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "service": "s3", "known": true}]},
		"a pattern": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject*", "wildcard": "partial", "status": "known", "service": "s3", "reach": ""}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"every action fits something": {"actions": [object.union(statement.actions[0], {"text": "*", "wildcard": "every"})]},
		"no effect": {"effect": ""},
		"no resource": {"resources": []},
		"one resource that is not known": {"resources": [{"text": "arn:aws:s3:::${R}", "known": false, "at": "a"}]},
		"what could not be read may limit it": {"unresolved": true},
		"what fits": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}]},
		"a resource that is not known": {"resources": [{"text": "${R}", "known": false, "at": "a"}]},
		"a name in place of an ARN": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "orders", "breadth": "exact", "service": "s3", "known": true}]},
		"an unknown action is another rule's": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObjekt", "wildcard": "none", "status": "unknown-action", "service": "s3", "reach": ""}]},
		"of another service's resource another rule speaks": {"target": {"type": "AWS::SQS::QueuePolicy"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "sqs:SendMessage", "wildcard": "none", "status": "known", "service": "sqs", "reach": ""}]},
		"of another service's action, too": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "kms:Decrypt", "wildcard": "none", "status": "known", "service": "kms", "reach": ""}]},
		"a key's policy": {"target": {"type": "AWS::KMS::Key"}},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": ""}]},
	}
	count(reported(changes)) == 0
}

test_advice[action] if {
	some action, advice in {
		"sqs:SendMessage": "write the ARN of the queue or topic that the policy is of",
		"s3:ListBucket": "add the ARN of the bucket, without /*",
		"sqs:objectless": "write the ARN of the queue or topic that the policy is of",
	}
	service := split(action, ":")[0]
	some found in reported({
		"target": {"type": {"sqs": "AWS::SQS::QueuePolicy", "s3": "AWS::S3::BucketPolicy"}[service]},
		"resources": [{"at": "a.yaml:4:1-4:4", "text": sprintf("arn:aws:%s:::x", [service]), "breadth": "exact", "known": true, "service": service}],
		"actions": [{"at": "a.yaml:3:1-3:4", "text": action, "wildcard": "none", "status": "known", "service": service, "reach": ""}],
	})
	endswith(found.message, advice)
}
