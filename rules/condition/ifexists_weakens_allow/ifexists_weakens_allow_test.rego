package iamlint.rules.ifexists_weakens_allow_test

import data.iamlint.rules.ifexists_weakens_allow

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "StringEquals", "operator": "StringEqualsIfExists", "key": "aws:PrincipalOrgID", "lower_key": "aws:principalorgid", "set": "", "if_exists": true, "negated": false, "trivial": false, "multi": false, "values": [{"text": "o-1", "at": "a.yaml:3:1-3:4"}]}

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
	report := ifexists_weakens_allow.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "aws:PrincipalOrgID")
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"an address": with_condition({"lower_key": "aws:sourceip"}),
		"a tag of the caller": with_condition({"lower_key": "aws:principaltag/team"}),
		"a claim": with_condition({"lower_key": "token.actions.githubusercontent.com:sub"}),
		"a trust policy": {"document": {"kind": "trust"}},
		"a bucket policy": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"deny": {"effect": "Deny"},
		"without IfExists": with_condition({"if_exists": false}),
		"a key that some resources don't have": with_condition({"lower_key": "ec2:instancetype"}),
		"an account that every request has": with_condition({"lower_key": "aws:principalaccount"}),
		"the region": with_condition({"lower_key": "aws:requestedregion"}),
		"another rule speaks of MFA": with_condition({"lower_key": "aws:multifactorauthpresent"}),
		"the key has to be there": beside({"base": "Null", "if_exists": false, "values": [{"text": "false"}]}),
		"another operator insists": beside({"if_exists": false}),
		"a negated operator passes without it": with_condition({"negated": true, "base": "StringNotEquals"}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
