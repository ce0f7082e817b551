package iamlint.rules.unpaired_condition_key_test

import data.iamlint.rules.unpaired_condition_key

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "IpAddress", "operator": "IpAddress", "key": "aws:VpcSourceIp", "lower_key": "aws:vpcsourceip", "set": "", "if_exists": false, "negated": false, "trivial": false, "multi": false, "values": [{"text": "10.0.0.0/16", "at": "a.yaml:3:1-3:4"}]}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
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
	report := unpaired_condition_key.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	contains(found.message, "aws:SourceVpc")
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"deny": object.union({"effect": "Deny"}, with_condition({"base": "NotIpAddress", "negated": true})),
		"a bucket policy": {"document": {"kind": "resource"}},
		"an SCP": {"document": {"kind": "scp"}},
		"a key for a whole account": object.union({"document": {"kind": "resource"}, "principals": [{"kind": "anyone"}]}, with_condition({"lower_key": "kms:calleraccount"})),
		"another key beside it": beside({"lower_key": "aws:principalorgid"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a deny to everybody but an account": object.union({"effect": "Deny", "document": {"kind": "resource"}, "principals": [{"kind": "anyone"}]}, with_condition({"lower_key": "kms:calleraccount"})),
		"the VPC is named": beside({"lower_key": "aws:sourcevpc"}),
		"the endpoint is named": beside({"lower_key": "aws:sourcevpce"}),
		"the VPC is named by its ARN": beside({"lower_key": "aws:sourcevpcarn"}),
		"another key": with_condition({"lower_key": "aws:sourceip"}),
		"an account that uses its key": with_condition({"lower_key": "kms:calleraccount"}),
		"a key through a service": object.union({"document": {"kind": "resource"}, "principals": [{"kind": "anyone"}]}, {"conditions": [object.union(condition, {"lower_key": "kms:calleraccount"}), object.union(condition, {"lower_key": "kms:viaservice"})]}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
