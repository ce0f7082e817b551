package iamlint.rules.lambda_permission_any_principal_test

import data.iamlint.rules.lambda_permission_any_principal

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
	"closed": true,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:InvokeFunction", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:lambda:us-east-1:111122223333:function:f", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}],
	"not_principals": [],
	"conditions": [asks("aws:SourceArn", {"base": "ArnLike", "values": [{"text": "arn:${AWS::Partition}:s3:::${Reports}", "known": true, "at": "a.yaml:8:1-8:4"}]})],
}

reported(changes) := report if {
	report := lambda_permission_any_principal.report with input.having.anyone as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `nothing but aws:SourceArn keeps strangers from calling the function by AWS::Lambda::Permission Policy: name the service`)
}

test_fires[why] if {
	some why, changes in {
		"a source": {},
		"an account": {"conditions": [asks("aws:SourceAccount", {})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"what SAM writes": {"document": {"origin": "sam"}},
		"without a condition public-resource-policy-write speaks": {"closed": false},
		"an organization": {"conditions": [asks("aws:PrincipalOrgID", {})]},
		"a service": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "s3.amazonaws.com", "account": ""}]},
		"another policy": {"target": {"type": "AWS::SNS::TopicPolicy"}},
	}
	count(reported(changes)) == 0
}
