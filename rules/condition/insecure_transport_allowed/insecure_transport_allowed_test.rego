package iamlint.rules.insecure_transport_allowed_test

import data.iamlint.rules.insecure_transport_allowed

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "Bool", "operator": "Bool", "key": "aws:SecureTransport", "lower_key": "aws:securetransport", "set": "", "if_exists": false, "negated": false, "trivial": false, "multi": false, "values": [{"text": "false", "at": "a.yaml:3:1-3:4"}]}

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
	report := insecure_transport_allowed.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:3:1-3:4"
	found.target == "AppRole"
	contains(found.message, "aws:SecureTransport")
}

test_message_of_a_deny if {
	some found in reported(object.union({"effect": "Deny"}, with_condition(text("true"))))
	found.at == "a.yaml:3:1-3:4"
	contains(found.message, `denies what is encrypted, by aws:SecureTransport "true"`)
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"IfExists": with_condition({"if_exists": true}),
		"StringEquals": with_condition({"base": "StringEquals"}),
		"another case": with_condition(text("False")),
		"a trust policy": {"document": {"kind": "trust"}},
		"a bucket policy": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"what is not known": with_condition(text("${Encrypted}")),
		"deny": {"effect": "Deny"},
		"deny both": object.union({"effect": "Deny"}, with_condition({"values": [{"text": "true", "at": "a.yaml:3:1-3:4"}, {"text": "false", "at": "a.yaml:3:1-3:4"}]})),
		"deny what is not known": object.union({"effect": "Deny"}, with_condition(text("${Encrypted}"))),
		"deny by an old version of TLS, too": object.union({"effect": "Deny"}, {"conditions": [
			object.union(condition, text("true")),
			object.union(condition, {"lower_key": "s3:tlsversion", "base": "NumericLessThan"}),
		]}),
		"encrypted": with_condition(text("true")),
		"both": with_condition({"values": [{"text": "true", "at": "a.yaml:3:1-3:4"}, {"text": "false", "at": "a.yaml:3:1-3:4"}]}),
		"another key": with_condition({"lower_key": "aws:multifactorauthpresent"}),
		"presence": with_condition({"base": "Null"}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
