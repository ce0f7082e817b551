package iamlint.rules.trust_with_resource_test

import data.iamlint.rules.trust_with_resource

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
	"resources": [{"at": "a.yaml:1:1-1:4", "text": "*"}, {"at": "a.yaml:2:1-2:4", "text": "*"}],
	"not_resources": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service"}],
	"conditions": [],
}

reported(changes) := report if {
	report := trust_with_resource.report with input.having.trust as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole names the resource "*" in its trust policy, which IAM refuses: take it out`)
}

test_fires[why] if {
	some why, changes in {
		"Resource": {},
		"deny": {"effect": "Deny"},
		"NotResource": {"resources": [], "not_resources": [{"at": "a.yaml:1:1-1:4", "text": "*"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"none": {"resources": []},
	}
	count(reported(changes)) == 0
}
