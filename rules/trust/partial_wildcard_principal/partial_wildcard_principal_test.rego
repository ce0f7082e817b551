package iamlint.rules.partial_wildcard_principal_test

import data.iamlint.rules.partial_wildcard_principal

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
	"not_principals": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "wildcard", "text": "arn:aws:iam::111122223333:role/*"}],
	"conditions": [],
}

reported(changes) := report if {
	report := partial_wildcard_principal.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole names the principal "arn:aws:iam::111122223333:role/*", in which AWS takes no wildcard: name`)
}

test_fires[why] if {
	some why, changes in {
		"allow": {},
		"deny, which protects from nobody": {"effect": "Deny"},
		"everyone but some": {"effect": "Deny", "principals": [], "not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "wildcard", "text": "arn:aws:iam::111122223333:role/*"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"everybody is other rules'": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*"}]},
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/app"}]},
		"one that is not known": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "unresolved", "text": "${Role}"}]},
	}
	count(reported(changes)) == 0
}

test_fires_on_resource_policies if {
	bucket := object.union(statement, {"document": {"kind": "resource"}})
	report := partial_wildcard_principal.report with input.having.resource_based as [bucket]
	count(report) == 1
}
