package iamlint.rules.cognito_trust_without_aud_test

import data.iamlint.rules.cognito_trust_without_aud

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "cognito-identity.amazonaws.com"}],
	"conditions": [asks("cognito-identity.amazonaws.com:amr", {"set": "ForAnyValue", "base": "StringLike"})],
}

reported(changes) := report if {
	report := cognito_trust_without_aud.report with input.having.oidc as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `every Cognito identity pool of any account may assume role AppRole: add StringEquals on cognito-identity.amazonaws.com:aud`)
}

test_fires[why] if {
	some why, changes in {
		"guests or not": {},
		"no condition": {"conditions": []},
		"any pool": {"conditions": [asks("cognito-identity.amazonaws.com:aud", {"trivial": true})]},
		"all pools but one": {"conditions": [asks("cognito-identity.amazonaws.com:aud", {"negated": true})]},
		"a missing pool": {"conditions": [asks("cognito-identity.amazonaws.com:aud", {"if_exists": true})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"one pool": {"conditions": [asks("cognito-identity.amazonaws.com:aud", {})]},
		"another provider": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "oidc", "type": "Federated", "text": "arn:aws:iam::111122223333:oidc-provider/login.example.com"}]},
	}
	count(reported(changes)) == 0
}
