package iamlint.rules.public_resource_policy_write_test

import data.iamlint.rules.public_resource_policy_write

statement := {
	"effect": "Allow",
	"target": {"name": "OrdersPolicy", "kind": "resource", "type": "AWS::SQS::QueuePolicy"},
	"document": {"kind": "resource"},
	"closed": false,
	"unresolved": false,
	"actions": [{"text": "sqs:SendMessage", "wildcard": "none", "level": "write"}],
	"not_actions": [],
	"conditions": [],
	"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "anyone"},
		{"at": "a.yaml:2:1-2:4", "kind": "service"},
	],
}

reported(changes) := report if {
	report := public_resource_policy_write.report with input.having.anyone as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "OrdersPolicy"
	found.message == concat(" ", [
		`AWS::SQS::QueuePolicy OrdersPolicy lets anyone, in any AWS account or none, use "sqs:SendMessage":`,
		"name the service or account that needs it, and add aws:SourceArn or aws:SourceAccount",
	])
}

test_message_advises_on[type] if {
	some type, key in {
		"AWS::S3::BucketPolicy": "or add aws:PrincipalOrgID",
		"AWS::KMS::Key": "or add kms:CallerAccount",
		"AWS::Lambda::Permission": "and add aws:SourceArn or aws:SourceAccount",
	}
	some found in reported({"target": {"type": type}})
	endswith(found.message, key)
}

test_fires[why] if {
	some why, changes in {
		"every action": {"actions": [{"text": "*", "wildcard": "every", "level": ""}]},
		"every action of a service": {"actions": [{"text": "s3:*", "wildcard": "service", "level": "permissions"}]},
		"permissions": {"actions": [{"text": "s3:PutBucketPolicy", "wildcard": "none", "level": "permissions"}]},
		"tags": {"actions": [{"text": "s3:PutObjectTagging", "wildcard": "none", "level": "tagging"}]},
		"some of a service": {"actions": [{"text": "s3:Put*", "wildcard": "partial", "level": "permissions"}]},
		"reading, too": {"actions": [{"text": "sqs:ReceiveMessage", "wildcard": "none", "level": "read"}, {"text": "sqs:SendMessage", "wildcard": "none", "level": "write"}]},
		"all but some": {"actions": [], "not_actions": [{"text": "sqs:SendMessage", "level": "write"}]},
		"a registry that is public to read": {"target": {"type": "AWS::ECR::PublicRepository"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"a condition scopes it": {"closed": true},
		"what could not be read may scope it": {"unresolved": true},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"an endpoint is in a network": {"target": {"type": "AWS::EC2::VPCEndpoint"}},
		"an API is open without a policy": {"target": {"type": "AWS::ApiGateway::RestApi"}},
		"a URL is another variant's": {"conditions": [{"lower_key": "lambda:functionurlauthtype"}]},
		"an API of SAM is, too": {"target": {"type": "AWS::Serverless::Api"}},
		"a private domain is behind a network": {"target": {"type": "AWS::ApiGateway::DomainNameV2"}},
		"a domain may be in a network": {"target": {"type": "AWS::OpenSearchService::Domain"}},
		"no action": {"actions": []},
		"reading is the other variant's": {"actions": [{"text": "sqs:ReceiveMessage", "wildcard": "none", "level": "read"}]},
	}
	count(reported(changes)) == 0
}
