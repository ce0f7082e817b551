package iamlint.rules.trust_wildcard_action_test

import data.iamlint.rules.trust_wildcard_action

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "sts:*", "wildcard": "service"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service"}],
	"conditions": [],
}

reported(changes) := report if {
	report := trust_wildcard_action.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole lets its principals use "sts:*", tags and source identities of their choice included: write sts:AssumeRole`)
}

test_message_asks_for_what_a[kind] if {
	some kind, action in {"oidc": "sts:AssumeRoleWithWebIdentity", "saml": "sts:AssumeRoleWithSAML", "malformed": "sts:AssumeRole"}
	some found in reported({"principals": [{"kind": kind}]})
	endswith(found.message, sprintf("write %s", [action]))
}

test_fires[why] if {
	some why, changes in {
		"all of sts": {},
		"everything": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every"}]},
		"with a condition": {"scoped": true},
		"a principal that is not known": {"principals": [{"kind": "unresolved"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what is needed": {"actions": [{"text": "sts:AssumeRole", "wildcard": "none"}]},
		"the ways to assume": {"actions": [{"text": "sts:AssumeRole*", "wildcard": "partial"}]},
	}
	count(reported(changes)) == 0
}
