package iamlint.rules.cross_account_root_test

import data.iamlint.rules.cross_account_root

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
	"closed": true,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333"}, {"at": "a.yaml:2:1-2:4", "kind": "account", "account": "self"}],
	"conditions": [asks("aws:PrincipalOrgID", {})],
}

reported(changes) := report if {
	report := cross_account_root.report with input.having.external as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `account 111122223333 decides who in it may assume role AppRole: name the role`)
}

test_fires[why] if {
	some why, changes in {
		"an organization": {},
		"an address": {"conditions": [asks("aws:SourceIp", {})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"an account that the user trusts": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "account", "account": "111122223333", "trusted": true}]},
		"deny trusts nobody": {"effect": "Deny"},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"without a condition third-party-without-external-id speaks": {"closed": false},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "account": "111122223333"}]},
		"a condition says who": {"conditions": [asks("aws:PrincipalArn", {})]},
		"tags say who": {"conditions": [asks("aws:PrincipalTag/team", {})]},
		"a company comes with its account and an external id": {"conditions": [asks("sts:ExternalId", {})]},
		"a key that is not known": {"conditions": [asks("${Key}", {})]},
	}
	count(reported(changes)) == 0
}
