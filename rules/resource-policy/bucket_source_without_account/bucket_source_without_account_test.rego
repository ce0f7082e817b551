package iamlint.rules.bucket_source_without_account_test

import data.iamlint.rules.bucket_source_without_account

asks(key, changes) := object.union(
	{
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
		"limits": "service",
		"key": key,
		"key_at": "a.yaml:7:1-7:4",
		"lower_key": lower(key),
		"values": [{"text": "x", "known": true, "at": "a.yaml:8:1-8:4"}],
	},
	changes,
)

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
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:sqs:us-east-1:111122223333:q", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "s3.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:${AWS::Partition}:s3:::${Reports}", "known": true, "at": "a.yaml:8:1-8:4"}]})],
}

reported(changes) := report if {
	report := bucket_source_without_account.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:8:1-8:4"
	found.target == "Policy"
	found.message == concat(" ", [
		`AWS::SQS::QueuePolicy Policy lets the bucket "arn:${AWS::Partition}:s3:::${Reports}" use "sqs:SendMessage",`,
		"whoever owns it by then: add aws:SourceAccount",
	])
}

test_fires[why] if {
	some why, changes in {
		"a bucket of the template": {},
		"one by name": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"as AWS writes it": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:*:*:reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"access logs": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logging.s3.amazonaws.com", "account": ""}]},
		"in China": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws-cn:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a permission is another rule's": {"target": {"type": "AWS::Lambda::Permission"}},
		"a key policy": {"target": {"type": "AWS::KMS::Key"}},
		"any service, of which trivial-condition tells": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:*:*:*:reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"another service": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "sns.amazonaws.com", "account": ""}]},
		"in an organization": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]}), asks("aws:SourceOrgID", {})]},
		"with the organization's path": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]}), asks("aws:SourceOrgPaths", {"set": "ForAnyValue"})]},
		"with the account in the ARN": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:${AWS::Partition}:s3:${AWS::Region}:${AWS::AccountId}:reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"with an account": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]}), asks("aws:SourceAccount", {})]},
		"a topic": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:sns:us-east-1:111122223333:t", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"no source is service-principal-without-source's": {"conditions": []},
		"one that is not known": {"conditions": [asks("aws:SourceArn", {"values": [{"text": "${Arn}", "known": false, "at": "a.yaml:8:1-8:4"}]})]},
		"an access point says whose it is": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:us-east-1:111122223333:accesspoint/a", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"what SAM writes": {"document": {"origin": "sam"}},
	}
	count(reported(changes)) == 0
}
