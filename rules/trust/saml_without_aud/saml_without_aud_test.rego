package iamlint.rules.saml_without_aud_test

import data.iamlint.rules.saml_without_aud

asks(key, changes) := object.union(
	{
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
		"limits": "principal",
		"key": key,
		"lower_key": lower(key),
		"values": [{"text": "x", "known": true, "at": "a.yaml:8:1-8:4"}],
	},
	changes,
)

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "saml", "text": "arn:aws:iam::111122223333:saml-provider/office"}],
	"conditions": [],
}

reported(changes) := report if {
	report := saml_without_aud.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole takes assertions that were made for other applications: add StringEquals on SAML:aud, https://`)
}

test_fires[why] if {
	some why, changes in {
		"no condition": {},
		"a missing audience passes": {"conditions": [asks("SAML:aud", {"if_exists": true})]},
		"any audience": {"conditions": [asks("SAML:aud", {"trivial": true})]},
		"another claim": {"conditions": [asks("SAML:sub", {})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"an audience": {"conditions": [asks("SAML:aud", {})]},
		"another kind of provider": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc"}]},
	}
	count(reported(changes)) == 0
}
