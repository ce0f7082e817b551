package iamlint.rules.mfa_antipattern_test

import data.iamlint.rules.mfa_antipattern

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "Bool", "operator": "Bool", "key": "aws:MultiFactorAuthPresent", "lower_key": "aws:multifactorauthpresent", "set": "", "if_exists": false, "negated": false, "trivial": false, "multi": false, "values": [{"text": "false", "at": "a.yaml:3:1-3:4"}]}

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
	report := mfa_antipattern.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	found.target == "AppRole"
	contains(found.message, "BoolIfExists")
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"allow without MFA only": {"effect": "Allow"},
		"allow if MFA may be missing": object.union({"effect": "Allow"}, with_condition(object.union(text("true"), {"if_exists": true}))),
		"presence alone": with_condition({"base": "Null"}),
		"presence alone to allow": object.union({"effect": "Allow"}, with_condition({"base": "Null"})),
		"allow what tells nothing": object.union({"effect": "Allow"}, with_condition(object.union(text("true"), {"base": "Null"}))),
		"a text": with_condition({"base": "StringEquals"}),
		"a text in any case": with_condition({"base": "StringEqualsIgnoreCase"}),
		"a pattern": with_condition({"base": "StringLike"}),
		"a text to allow": object.union({"effect": "Allow"}, with_condition({"base": "StringEquals"})),
		"a text where the key may be missing": object.union({"effect": "Allow"}, with_condition(object.union(text("true"), {"base": "StringEquals", "if_exists": true}))),
		"a trust policy": {"document": {"kind": "trust"}},
		"an SCP": {"document": {"kind": "scp"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny with MFA": with_condition(text("true")),
		"another operator": with_condition({"base": "StringNotEquals"}),
		"another operator to allow": object.union({"effect": "Allow"}, with_condition({"base": "StringNotEquals"})),
		"another operator where the key may be missing": object.union({"effect": "Allow"}, with_condition(object.union(text("true"), {"base": "StringNotEquals", "if_exists": true}))),
		"presence beside the value as a text": beside(object.union(text("false"), {"base": "Null"})),
		"whether or not it tells": object.union({"effect": "Allow"}, {"conditions": [
			object.union(condition, {"base": "Null", "values": [{"text": "false", "at": "a"}, {"text": "true", "at": "a"}]}),
			object.union(condition, {"values": [{"text": "true", "at": "a"}]}),
		]}),
		"either value to allow": object.union({"effect": "Allow"}, with_condition({"values": [{"text": "false", "at": "a"}, {"text": "true", "at": "a"}]})),
		"a value that is neither": object.union({"effect": "Allow"}, with_condition(text("${x}"))),
		"a value that is neither where the key may be missing": object.union({"effect": "Allow"}, with_condition(object.union(text("${x}"), {"if_exists": true}))),
		"deny with MFA where the key may be missing": with_condition(object.union(text("true"), {"if_exists": true})),
		"presence beside the value": beside(object.union(text("false"), {"base": "Null"})),
		"deny what comes without MFA": with_condition({"if_exists": true}),
		"allow with MFA": object.union({"effect": "Allow"}, with_condition(text("true"))),
		"deny where the key is missing": with_condition(object.union(text("true"), {"base": "Null"})),
		"another key": with_condition({"lower_key": "aws:securetransport"}),
		"another condition sees to missing keys": beside(object.union(text("true"), {"base": "Null"})),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
