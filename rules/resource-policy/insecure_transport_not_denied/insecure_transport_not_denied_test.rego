package iamlint.rules.insecure_transport_not_denied_test

import data.iamlint.rules.insecure_transport_not_denied

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
	"conditions": [transport("Bool", "false")],
}

transport(base, text) := {"base": base, "lower_key": "aws:securetransport", "values": [{"text": text}]}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := insecure_transport_not_denied.report with input.having.documents as [{"at": "a.yaml:5:1-5:4", "target": changed.target}]
		with input.having.resource_based as [changed]
}

test_message if {
	some found in reported({"effect": "Allow"})
	found.at == "a.yaml:5:1-5:4"
	found.message == concat(" ", [
		"AWS::S3::BucketPolicy Policy does not deny requests without TLS: add Deny for everybody,",
		"s3:* on the bucket and its objects, when aws:SecureTransport is false",
	])
}

test_fires[why] if {
	some why, changes in {
		"no such statement": {"conditions": []},
		"of one principal only": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "r", "account": "1"}]},
		"one action only": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}]},
		"only objects": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/*", "breadth": "exact", "known": true}]},
		"only some objects": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b", "breadth": "exact", "known": true}, {"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b/a/*", "breadth": "exact", "known": true}]},
		"objects of another bucket": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b", "breadth": "exact", "known": true}, {"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::bc/*", "breadth": "exact", "known": true}]},
		"under a second condition": {"conditions": [transport("Bool", "false"), transport("Bool", "false")]},
		"the wrong way round": {"conditions": [transport("Bool", "true")]},
		"another service": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "ec2:*", "wildcard": "service", "status": "known", "service": "ec2", "reach": "exact"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a bucket and its objects": {},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": "exact"}], "resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}]},
		"a queue": {"target": {"type": "AWS::SQS::QueuePolicy"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "sqs:*", "wildcard": "service", "status": "known", "service": "sqs", "reach": "exact"}], "resources": []},
		"a topic": {"target": {"type": "AWS::SNS::TopicPolicy"}, "actions": [{"at": "a.yaml:3:1-3:4", "text": "sns:Publish", "wildcard": "none", "status": "known", "service": "sns", "reach": "exact"}]},
		"one pattern for both": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::b*", "breadth": "prefix", "known": true}]},
		"what could not be read may limit it": {"unresolved": true},
		"another type": {"target": {"type": "AWS::KMS::Key"}, "effect": "Allow"},
	}
	count(reported(changes)) == 0
}

bucket := {
	"name": "Reports", "kind": "resource", "type": "AWS::S3::Bucket", "at": "a.yaml:7:1-7:4",
	"properties": {"BucketName": {"values": [{"text": "reports", "known": true}]}}, "references": [],
}

of_bucket(changes, buckets) := report if {
	policies := [{"type": "AWS::S3::BucketPolicy", "properties": {"Bucket": {"values": buckets}}, "references": []}]
	report := insecure_transport_not_denied.report with input.having.documents as []
		with input.resources as array.concat(policies, [object.union(object.remove(bucket, object.keys(changes)), changes)])
}

test_message_without_policy if {
	some found in of_bucket({}, [])
	found.at == "a.yaml:7:1-7:4"
	found.target == "Reports"
	found.message == concat(" ", [
		"AWS::S3::Bucket Reports has no policy that denies requests without TLS: add AWS::S3::BucketPolicy with Deny for",
		"everybody, s3:* on the bucket and its objects, when aws:SecureTransport is false",
	])
}

test_fires_without_policy[why] if {
	some why, [changes, buckets] in {
		"none at all": [{}, []],
		"one of another bucket": [{}, [{"text": "old-reports", "known": true}]],
		"none at all, and its name is not known": [{"properties": {"BucketName": {"values": [{"text": "${N}", "known": false}]}}}, []],
		"of no name": [{"properties": {}}, [{"text": "reports", "known": true}]],
		"spoken of elsewhere": [{"references": [{"type": "AWS::Lambda::Function", "property": "Environment", "by": "F"}]}, []],
	}
	count(of_bucket(changes, buckets)) == 1
}

test_is_silent_with_policy[why] if {
	some why, [changes, buckets] in {
		"by reference": [{"references": [{"type": "AWS::S3::BucketPolicy", "property": "Bucket", "by": "P"}]}, []],
		"a macro may add one": [{"references": [{"type": "", "property": "", "by": "Transform"}]}, []],
		"by name": [{}, [{"text": "reports", "known": true}]],
		"perhaps by name": [{}, [{"text": "${Name}", "known": false}]],
		"its name is not known": [{"properties": {"BucketName": {"values": [{"text": "${N}", "known": false}]}}}, [{"text": "reports", "known": true}]],
		"an encrypted topic": [{"type": "AWS::SNS::Topic", "properties": {"KmsMasterKeyId": {"values": []}}}, []],
		"another type": [{"type": "AWS::DynamoDB::Table"}, []],
	}
	count(of_bucket(changes, buckets)) == 0
}

topics(changes) := {
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::SNS::TopicPolicy"},
	"actions": [object.union({"at": "a.yaml:3:1-3:4", "text": "sns:*", "wildcard": "service", "service": "sns"}, changes)],
}

test_is_silent_on_topics_that_deny_all_of_sns if {
	count(reported(topics({}))) == 0
	count(reported(topics({"text": "*", "wildcard": "every", "service": ""}))) == 0
}

test_fires_on_topics_that_deny_something_else if {
	count(reported(topics({"text": "sns:Subscribe", "wildcard": "none"}))) == 1
}

test_fires_on_topics_and_queues_that_deny_under_something_else[type] if {
	some type, action in {"AWS::SNS::TopicPolicy": "sns", "AWS::SQS::QueuePolicy": "sqs"}
	count(reported({
		"target": {"name": "Policy", "kind": "resource", "type": type},
		"actions": [{"at": "a.yaml:3:1-3:4", "text": "x:*", "wildcard": "service", "service": action}],
		"conditions": [transport("Bool", "true")],
	})) == 1
}

test_fires_where_what_speaks_of_it_is_no_policy_of_it[why] if {
	some why, reference in {
		"another property": {"type": "AWS::S3::BucketPolicy", "property": "PolicyDocument", "by": "P"},
		"another service's": {"type": "AWS::SQS::QueuePolicy", "property": "Bucket", "by": "P"},
	}
	count(of_bucket({"references": [reference]}, [])) == 1
}

test_fires_where_a_policy_of_another_service_has_its_name if {
	report := insecure_transport_not_denied.report with input.having.documents as []
		with input.resources as [
			{"type": "AWS::SQS::QueuePolicy", "properties": {"Bucket": {"values": [{"text": "reports", "known": true}]}}, "references": []},
			bucket,
		]
	count(report) == 1
}
