package iamlint.rules.dangling_principal_id_test

import data.iamlint.rules.dangling_principal_id

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
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "id", "text": "AROAIOSFODNN7EXAMPLE1"}],
	"conditions": [],
}

reported(changes) := report if {
	report := dangling_principal_id.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole names AROAIOSFODNN7EXAMPLE1, which is what is left of a deleted role or user: take it out`)
}

test_fires[why] if {
	some why, changes in {
		"allow": {},
		"deny": {"effect": "Deny"},
		"everyone but somebody gone": {"principals": [], "not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "id", "text": "AIDAIOSFODNN7EXAMPLE1"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a role": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/AROAIOSFODNN7EXAMPLE1"}]},
		"something else": {"principals": [{"at": "a.yaml:1:1-1:4", "kind": "malformed", "text": "AKIAIOSFODNN7EXAMPLE"}]},
	}
	count(reported(changes)) == 0
}

test_fires_on_resource_policies if {
	bucket := object.union(statement, {"document": {"kind": "resource"}})
	report := dangling_principal_id.report with input.having.resource_based as [bucket]
	count(report) == 1
}
