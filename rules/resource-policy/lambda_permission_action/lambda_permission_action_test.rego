package iamlint.rules.lambda_permission_action_test

import data.iamlint.rules.lambda_permission_action

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "resource", "type": "AWS::Lambda::Permission"},
	"document": {"kind": "resource", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:*", "wildcard": "service", "status": "known", "service": "lambda", "reach": "exact"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:lambda:us-east-1:111122223333:function:f", "breadth": "exact", "known": true}],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "s3.amazonaws.com", "account": ""}],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := lambda_permission_action.report with input.having.resource_based as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, `AWS::Lambda::Permission Policy allows "lambda:*" to "s3.amazonaws.com", who needs no more than to call: write`)
}

test_fires[why] if {
	some why, changes in {
		"all of lambda": {},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "*", "reach": "exact"}]},
		"another action": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:DeleteAlias", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}]},
		"a layer": {"target": {"type": "AWS::Lambda::LayerVersionPermission"}},
		"with a source": {"scoped": true},
		"some actions": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:Invoke*", "wildcard": "partial", "status": "known", "service": "lambda", "reach": "exact"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"what SAM writes": {"document": {"origin": "sam"}},
		"to call": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:invokeFunction", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}]},
		"a URL": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:InvokeFunctionUrl", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}]},
		"to read a layer": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "lambda:GetLayerVersion", "wildcard": "none", "status": "known", "service": "lambda", "reach": "exact"}]},
		"one that is not known": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "${Action}", "wildcard": "none", "status": "unresolved", "service": "${Action}", "reach": "exact"}]},
		"another policy": {"target": {"type": "AWS::SNS::TopicPolicy"}},
	}
	count(reported(changes)) == 0
}
