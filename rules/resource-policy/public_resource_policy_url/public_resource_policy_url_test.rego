package iamlint.rules.public_resource_policy_url_test

import data.iamlint.rules.public_resource_policy_url

statement := {
	"effect": "Allow",
	"target": {"name": "HookUrl", "kind": "resource", "type": "AWS::Lambda::Permission"},
	"document": {"kind": "resource", "origin": ""},
	"closed": false,
	"unresolved": false,
	"actions": [{"text": "lambda:InvokeFunctionUrl", "wildcard": "none", "level": "write"}],
	"not_actions": [],
	"resources": [{"text": "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Hook}"}],
	"conditions": [{"lower_key": "lambda:functionurlauthtype"}],
	"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "anyone"},
		{"at": "a.yaml:2:1-2:4", "kind": "service"},
	],
}

reported(changes) := report if {
	report := public_resource_policy_url.report with input.having.anyone as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "HookUrl"
	found.message == concat(" ", [
		"AWS::Lambda::Permission HookUrl lets anyone on the internet call the function by its URL:",
		"set the URL's AuthType to AWS_IAM, or check in the function who calls",
	])
}

test_fires_on_what_is_called_by_a_url_alone if {
	count(reported({"conditions": [{"lower_key": "lambda:invokedviafunctionurl"}]})) == 1
}

test_fires_on[why] if {
	some why, changes in {
		"a function of SAM": {"target": {"name": "Contact", "kind": "resource", "type": "AWS::Serverless::Function"}},
		"one of two principals": {"principals": [{"at": "a.yaml:2:1-2:4", "kind": "account"}, {"at": "a.yaml:1:1-1:4", "kind": "anyone"}]},
		"a condition besides": {"conditions": [{"lower_key": "aws:securetransport"}, {"lower_key": "lambda:functionurlauthtype"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"not by a URL": {"conditions": []},
		"callers have to have credentials": {"conditions": [{"lower_key": "lambda:functionurlauthtype", "values": [{"text": "AWS_IAM"}]}]},
		"another condition": {"conditions": [{"lower_key": "aws:sourceip"}]},
		"deny gives nothing": {"effect": "Deny"},
		"a condition scopes it": {"closed": true},
		"what could not be read may scope it": {"unresolved": true},
		"only a service": {"principals": [{"at": "a.yaml:2:1-2:4", "kind": "service"}]},
		"what SAM wrote for the same URL": {"document": {"kind": "resource", "origin": "sam"}, "conditions": [{"lower_key": "lambda:invokedviafunctionurl"}]},
	}
	count(reported(changes)) == 0
}

url := {
	"name": "Address",
	"kind": "resource",
	"type": "AWS::Lambda::Url",
	"properties": {
		"AuthType": {"values": [{"at": "a.yaml:5:1-5:4", "text": "NONE"}]},
		"TargetFunctionArn": {"values": [{"at": "a.yaml:6:1-6:4", "text": "${Other.Arn}"}]},
	},
}

# of_url is what is reported of a URL beside a permission, each with changes.
of_url(changes, permission) := [found | some found in report; found.target == "Address"] if {
	report := public_resource_policy_url.report with input.having.anyone as [object.union(statement, permission)]
		with input.resources as [object.union(url, changes)]
}

calls(text) := {"properties": {"TargetFunctionArn": {"values": [{"at": "a.yaml:6:1-6:4", "text": text}]}}}

test_message_of_a_url if {
	some found in of_url({}, {})
	found.at == "a.yaml:5:1-5:4"
	found.message == concat(" ", [
		"AWS::Lambda::Url Address asks nobody who calls, so that it answers everybody or nobody:",
		"set AuthType to AWS_IAM, or check in the function who calls",
	])
}

test_fires_on_a_url[why] if {
	some why, given in {
		"of a function without a permission": [{}, {}],
		"beside a permission that is limited": [calls("${Hook.Arn}"), {"closed": true}],
		"beside a permission that is not for URLs": [calls("${Hook.Arn}"), {"conditions": []}],
		"on one of two branches": [{"properties": {"AuthType": {"values": [{"at": "a.yaml:5:1-5:4", "text": "AWS_IAM"}, {"at": "a.yaml:5:5-5:9", "text": "NONE"}]}}}, {}],
	}
	count(of_url(given[0], given[1])) == 1
}

test_is_silent_of_a_url[why] if {
	some why, changes in {
		"that asks who calls": {"properties": {"AuthType": {"values": [{"at": "a.yaml:5:1-5:4", "text": "AWS_IAM"}]}}},
		"that is of no function": {"type": "AWS::Serverless::Function"},
		"whose permission is told by attribute": calls("${Hook.Arn}"),
		"whose permission is told by name": calls("${Hook}"),
		"whose permission is told by ARN": calls("arn:aws:lambda:us-east-1:111122223333:function:${Hook}"),
	}
	count(of_url(changes, {})) == 0
}
