package iamlint.rules.deny_blocks_aws_services_test

import data.iamlint.rules.deny_blocks_aws_services

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "StringNotEquals", "operator": "StringNotEquals", "key": "aws:SourceVpce", "lower_key": "aws:sourcevpce", "set": "", "if_exists": false, "negated": true, "trivial": false, "multi": false, "values": [{"text": "vpce-1", "at": "a.yaml:3:1-3:4"}]}

statement := {
	"effect": "Deny",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
	"document": {"kind": "identity", "origin": ""},
	"principals": [],
	"scoped": false,
	"unresolved": false,
	"conditions": [condition],
}

with_condition(changes) := {"conditions": [object.union(condition, changes)]}

beside(changes) := {"conditions": [condition, object.union(condition, changes)]}

text(value) := {"values": [{"text": value, "at": "a.yaml:3:1-3:4"}]}

reported(changes) := report if {
	report := deny_blocks_aws_services.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "aws:ViaAWSService")
}

spares(key, changes) := object.union(
	{"lower_key": key, "base": "Bool", "if_exists": true, "negated": false, "values": [{"text": "False", "known": true, "at": "a"}]},
	changes,
)

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"what is not signed is no service's": beside(spares("aws:securetransport", {})),
		"services alone are denied": beside(spares("aws:principalisawsservice", {"values": [{"text": "true", "known": true, "at": "a"}]})),
		"services are denied as well": beside(spares("aws:viaawsservice", {"values": [{"text": "true", "known": true, "at": "a"}, {"text": "false", "known": true, "at": "a"}]})),
		"whatever is a service's is denied": beside(spares("aws:principalisawsservice", {"base": "StringNotEquals", "negated": true})),
		"what has the key is denied": beside(spares("aws:principalisawsservice", {"base": "Null"})),
		"what has the key or not is denied": beside(spares("aws:principalisawsservice", {"base": "Null", "values": [{"text": "true", "at": "a"}, {"text": "false", "at": "a"}]})),
		"the key is always there": beside(spares("aws:viaawsservice", {"base": "Null", "values": [{"text": "true", "at": "a"}]})),
		"calls by one service are denied": beside(spares("aws:calledvia", {"base": "StringEquals"})),
		"an address": with_condition({"lower_key": "aws:sourceip", "base": "NotIpAddress"}),
		"a VPC": with_condition({"lower_key": "aws:sourcevpc"}),
		"IfExists denies a missing key, too": with_condition({"if_exists": true}),
		"an SCP": {"document": {"kind": "scp"}},
		"a bucket policy": {"document": {"kind": "resource"}, "principals": [{"kind": "anyone"}]},
		"an organization in a bucket policy": object.union({"document": {"kind": "resource"}, "principals": [{"kind": "anyone"}]}, with_condition({"lower_key": "aws:principalorgid"})),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"what could not be read may spare them": {"unresolved": true},
		"allow": {"effect": "Allow"},
		"a private API": {"target": {"name": "Api", "kind": "resource", "type": "AWS::ApiGateway::RestApi"}},
		"one who is denied": with_condition({"negated": false, "base": "StringEquals"}),
		"another key": with_condition({"lower_key": "aws:principalarn"}),
		"calls of services are let through": beside(spares("aws:viaawsservice", {})),
		"services are let through": beside(spares("aws:principalisawsservice", {})),
		"what is not a service's is denied": beside(spares("aws:principalisawsservice", {"base": "StringNotEquals", "negated": true, "values": [{"text": "true", "at": "a"}]})),
		"what has no such key is denied": beside(spares("aws:principalisawsservice", {"base": "Null", "values": [{"text": "true", "at": "a"}]})),
		"what has no such service is denied": beside(spares("aws:principalservicename", {"base": "Null", "values": [{"text": "true", "at": "a"}]})),
		"which of them, a parameter says": beside(spares("aws:viaawsservice", {"values": [{"text": "${Spare}", "known": false, "at": "a"}]})),
		"calls by one service are let through": beside({"lower_key": "aws:calledvia"}),
		"a missing key passes ForAnyValue": with_condition({"set": "ForAnyValue"}),
		"services are no principals here": {"document": {"kind": "resource"}, "principals": [{"kind": "account"}]},
		"organizations are nothing to an identity": with_condition({"lower_key": "aws:principalorgid"}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
