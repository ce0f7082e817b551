package iamlint.rules.mergeable_statements_test

import data.iamlint.rules.mergeable_statements

statement := {
	"target": {"name": "App", "kind": "role"},
	"document": {"name": "app", "origin": ""},
	"effect": "Allow",
}

redundancy := {
	"kind": "split",
	"text": "Action",
	"at": "a.yaml:2:1-2:4",
	"by": "",
	"by_at": "a.yaml:3:1-3:4",
	"holder": "app",
	"origin": "",
}

reported(changes) := report if {
	report := mergeable_statements.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == "this statement of role App differs from another only in its Action: make them one"
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"split"})
	count(reported({"kind": kind})) == 0
}

test_fires_on[element] if {
	some element in {"Action", "Resource"}
	some found in reported({"text": element})
	contains(found.message, sprintf("only in its %s:", [element]))
}
