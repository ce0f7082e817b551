package iamlint.rules.third_party_without_external_id_test

import data.iamlint.rules.third_party_without_external_id

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust"},
	"scoped": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole"}],
	"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333"},
		{"at": "a.yaml:2:1-2:4", "kind": "account", "account": "self"},
		{"at": "a.yaml:3:1-3:4", "kind": "role", "account": ""},
		{"at": "a.yaml:4:1-4:4", "kind": "service", "account": ""},
	],
}

reported(changes) := report if {
	report := third_party_without_external_id.report with input.having.external as [object.union(statement, changes)]
}

test_fires_on_another_account_only if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	startswith(found.message, "everyone who may assume roles of account 111122223333 may assume role AppRole without an external id: add")
}

test_message_of_a[kind] if {
	some kind in {"role", "user"}
	some found in reported({"principals": [{"at": "a.yaml:1:1-1:4", "kind": kind, "account": "111122223333"}]})
	startswith(found.message, sprintf("a %s of account 111122223333 may assume role AppRole", [kind]))
}

test_fires_on_each_account if {
	count(reported({"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333"},
		{"at": "a.yaml:2:1-2:4", "kind": "role", "account": "444455556666"},
	]})) == 2
}

test_is_silent[why] if {
	some why, changes in {
		"an account that the user trusts": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333", "trusted": true}]},
		"deny trusts nobody": {"effect": "Deny"},
		"a condition scopes it": {"scoped": true},
		"a Deny keeps out who is not named": {"closed": true},
		"what could not be read may scope it": {"unresolved": true},
		"a bucket policy has no external id": {"document": {"kind": "resource"}},
		"a provider has the account of the template": {"principals": [
			{"at": "a.yaml:1:1-1:4", "kind": "saml", "account": "111122223333"},
		]},
	}
	count(reported(changes)) == 0
}

test_is_silent_on_what_takes_a_token if {
	tokens := object.union(
		object.remove(statement, {"grants"}),
		{"grants": {}, "actions": [{"text": "sts:AssumeRoleWithWebIdentity"}]},
	)
	report := third_party_without_external_id.report with input.having.external as [tokens]
	count(report) == 0
}
