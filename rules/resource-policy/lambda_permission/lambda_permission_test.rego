package iamlint.rules.lambda_permission_test

import data.iamlint.rules.lambda_permission

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
	"conditions": [],
}

reported(changes) := report if {
	report := lambda_permission.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message_writes_the_ARN_of_the_template if {
	some found in reported({"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "sns.amazonaws.com", "account": ""}]}) with input.resources as [{"name": "Alarms", "type": "AWS::SNS::Topic"}]
	endswith(found.message, ": add SourceArn: !Ref Alarms")
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `AWS::Lambda::Permission Policy lets s3.amazonaws.com call the function for any of AWS's customers: add SourceArn`)
}

test_fires[why] if {
	some why, changes in {
		"buckets": {},
		"APIs": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "apigateway.amazonaws.com", "account": ""}]},
		"logs of a Region": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "logs.us-east-1.amazonaws.com", "account": ""}]},
	}
	count(reported(changes)) == 1
}

test_says_what_the_service_sends if {
	some found in reported({})
	endswith(found.message, ": add SourceArn with the ARN of what calls it, or SourceAccount: !Ref AWS::AccountId")
	some other in reported({"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "apigateway.amazonaws.com", "account": ""}]})
	endswith(other.message, ": add SourceArn with the ARN of what calls it")
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"what SAM writes": {"document": {"origin": "sam"}},
		"a skill": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "alexa-appkit.amazon.com", "account": ""}]},
		"rotation": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "secretsmanager.amazonaws.com", "account": ""}]},
		"a macro": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "cloudformation.amazonaws.com", "account": ""}]},
		"anyone is another rule's": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*", "account": ""}]},
		"an account": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333", "account": "111122223333"}]},
		"a topic's policy": {"target": {"type": "AWS::SNS::TopicPolicy"}},
	}
	count(reported(changes)) == 0
}
