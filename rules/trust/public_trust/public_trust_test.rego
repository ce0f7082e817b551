package iamlint.rules.public_trust_test

import data.iamlint.rules.public_trust

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust"},
	"scoped": false,
	"unresolved": false,
	"principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "anyone"},
		{"at": "a.yaml:2:1-2:4", "kind": "service"},
	],
}

reported(changes) := report if {
	report := public_trust.report with input.having.anyone as [object.union(statement, changes)]
}

test_fires_on_anyone if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	count(reported({})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 0
}
