package iamlint.rules.lambda_permission_bucket_account_test

import data.iamlint.rules.lambda_permission_bucket_account

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
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::Lambda::Permission"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:InvokeFunction", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:lambda:us-east-1:111122223333:function:f", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "s3.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:${AWS::Partition}:s3:::${Reports}", "known": true, "at": "a.yaml:8:1-8:4"}]})],
}

reported(changes) := report if {
	report := lambda_permission_bucket_account.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:8:1-8:4"
	startswith(found.message, `AWS::Lambda::Permission Policy lets the bucket "arn:${AWS::Partition}:s3:::${Reports}" call the function, whoever owns it by then`)
}

test_fires[why] if {
	some why, changes in {
		"a bucket of the template": {},
		"one whose name is a parameter": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::${Name}", "known": false, "at": "a.yaml:8:1-8:4"}]})]},
		"one whose ARN is a parameter": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "${Arn}", "known": false, "at": "a.yaml:8:1-8:4"}]})]},
		"one by name": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"in China": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws-cn:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"not a permission": {"target": {"type": "AWS::SQS::QueuePolicy"}},
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"with an account": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]}), asks("aws:SourceAccount", {})]},
		"a topic": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:sns:us-east-1:111122223333:t", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"no source is lambda-permission's": {"conditions": []},
		"another service's that is not known": {
			"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "sns.amazonaws.com", "account": ""}],
			"conditions": [asks("aws:SourceArn", {"values": [{"text": "${Arn}", "known": false, "at": "a.yaml:8:1-8:4"}]})],
		},
		"an access point that is not known": {"conditions": [asks("aws:SourceArn", {"values": [{"text": "arn:aws:s3:us-east-1:${Account}:accesspoint/a", "known": false, "at": "a.yaml:8:1-8:4"}]})]},
		"an ARN that is known and none of AWS's": {"conditions": [asks("aws:SourceArn", {"values": [{"text": "reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"the bucket that may not call": {"conditions": [asks("aws:SourceArn", {"negated": true, "values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"a bucket as the principal's tag": {"conditions": [asks("aws:PrincipalTag/from", {"values": [{"text": "arn:aws:s3:::reports", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"an access point says whose it is": {"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:aws:s3:us-east-1:111122223333:accesspoint/a", "known": true, "at": "a.yaml:8:1-8:4"}]})]},
		"what SAM writes": {"document": {"origin": "sam"}},
	}
	count(reported(changes)) == 0
}
