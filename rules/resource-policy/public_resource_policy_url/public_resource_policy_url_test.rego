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
		"another condition": {"conditions": [{"lower_key": "aws:sourceip"}]},
		"deny gives nothing": {"effect": "Deny"},
		"a condition scopes it": {"closed": true},
		"what could not be read may scope it": {"unresolved": true},
		"only a service": {"principals": [{"at": "a.yaml:2:1-2:4", "kind": "service"}]},
		"what SAM wrote for the same URL": {"document": {"kind": "resource", "origin": "sam"}, "conditions": [{"lower_key": "lambda:invokedviafunctionurl"}]},
	}
	count(reported(changes)) == 0
}
