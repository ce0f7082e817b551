package iamlint.rules.pointless_ifexists_test

import data.iamlint.rules.pointless_ifexists

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "Bool", "operator": "BoolIfExists", "key": "aws:SecureTransport", "lower_key": "aws:securetransport", "set": "", "if_exists": true, "negated": false, "trivial": false, "multi": false, "values": [{"text": "false", "at": "a.yaml:3:1-3:4"}]}

statement := {
	"effect": "Deny",
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
	report := pointless_ifexists.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "write Bool")
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"a time": with_condition({"lower_key": "aws:currenttime"}),
		"an account": with_condition({"lower_key": "aws:principalaccount"}),
		"calls of services": with_condition({"lower_key": "aws:viaawsservice"}),
		"allow": {"effect": "Allow"},
		"an account to allow": object.union({"effect": "Allow"}, with_condition({"lower_key": "aws:principalaccount"})),
		"a bucket policy": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"without IfExists": with_condition({"if_exists": false}),
		"MFA may be missing": with_condition({"lower_key": "aws:multifactorauthpresent"}),
		"a network may be missing": with_condition({"lower_key": "aws:sourcevpce"}),
		"tags may be missing": with_condition({"lower_key": "aws:principaltag/team"}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
