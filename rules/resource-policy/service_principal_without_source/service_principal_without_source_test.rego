package iamlint.rules.service_principal_without_source_test

import data.iamlint.rules.service_principal_without_source

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::SQS::QueuePolicy"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "sqs:SendMessage", "wildcard": "none", "status": "known", "service": "sqs", "reach": "exact"}],
	"not_actions": [],
	"resources": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "sns.amazonaws.com", "account": ""}, {"at": "a.yaml:2:1-2:4", "kind": "service", "text": "lambda.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := service_principal_without_source.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `AWS::SQS::QueuePolicy Policy lets sns.amazonaws.com use "sqs:SendMessage" for any of AWS's customers: add aws:SourceArn`)
}

test_message_writes_the_ARN_of_the_template if {
	some found in reported({}) with input.resources as [{"name": "Alarms", "type": "AWS::SNS::Topic"}]
	endswith(found.message, ": add aws:SourceArn with !Ref Alarms, or aws:SourceAccount")
}

test_message_without_one if {
	some found in reported({})
	endswith(found.message, ": add aws:SourceArn with what it is to come from, or aws:SourceAccount")
}

test_fires[why] if {
	some why, changes in {
		"topics": {},
		"a distribution": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "cloudfront.amazonaws.com", "account": ""}]},
		"in a Region": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logs.us-east-1.amazonaws.com", "account": ""}]},
		"two words": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "delivery.logs.amazonaws.com", "account": ""}]},
		"a condition on something else": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a condition limits it": {"scoped": true, "closed": true},
		"what SAM writes": {"document": {"origin": "sam"}},
		"one that doesn't tell": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logdelivery.elasticloadbalancing.amazonaws.com", "account": ""}]},
		"permissions are another rule's": {"target": {"type": "AWS::Lambda::Permission"}},
		"a key": {"target": {"type": "AWS::KMS::Key"}},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/sns.amazonaws.com", "account": "111122223333"}]},
		"a path with the account, of which another rule speaks": {
			"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "cloudtrail.amazonaws.com", "account": ""}],
			"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:PutObject", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}],
			"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:s3:::logs/AWSLogs/111122223333/*", "breadth": "prefix", "known": true}],
		},
		"to look whether it could write": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "s3:GetBucketAcl", "wildcard": "none", "status": "known", "service": "s3", "reach": "exact"}]},
	}
	count(reported(changes)) == 0
}

test_fires_on_all_but_something if {
	count(reported({"actions": [], "not_actions": [{"text": "sqs:DeleteQueue"}]})) == 1
}
