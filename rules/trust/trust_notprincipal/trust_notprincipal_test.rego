package iamlint.rules.trust_notprincipal_test

import data.iamlint.rules.trust_notprincipal

statement := {
	"effect": "Deny",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "text": "ec2.amazonaws.com"}],
	"principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := trust_notprincipal.report with input.having.not_principal as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole keeps everyone out but "ec2.amazonaws.com" by NotPrincipal`)
}

test_fires[why] if {
	some why, changes in {
		"a service": {},
		"a role": {"not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "role", "text": "arn:aws:iam::111122223333:role/a"}]},
		"with a condition": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of Allow allow-notprincipal speaks": {"effect": "Allow"},
		"resource policies have it": {"document": {"kind": "resource"}},
		"an effect that is not known": {"effect": ""},
	}
	count(reported(changes)) == 0
}
