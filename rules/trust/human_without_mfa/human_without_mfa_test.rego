package iamlint.rules.human_without_mfa_test

import data.iamlint.rules.human_without_mfa

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "self"}, {"at": "a.yaml:2:1-2:4", "kind": "service", "account": ""}],
	"conditions": [],
}

reported(changes) := report if {
	report := human_without_mfa.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `users of this account may assume role AppRole without MFA: add aws:MultiFactorAuthPresent, or name`)
}

test_fires[why] if {
	some why, changes in {
		"the account": {},
		"a user": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "user", "account": "self"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"a condition": {"scoped": true},
		"SAM's own trust": {"document": {"origin": "sam"}},
		"a role has no MFA": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "account": "self"}]},
		"of other accounts other rules speak": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333"}]},
		"a provider": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "saml", "account": "self"}]},
	}
	count(reported(changes)) == 0
}
