package iamlint.rules.redundant_statement_test

import data.iamlint.rules.redundant_statement

statement := {
	"target": {"name": "App", "kind": "role"},
	"document": {"name": "app", "origin": ""},
	"effect": "Allow",
}

redundancy := {
	"kind": "statement",
	"text": "",
	"at": "a.yaml:2:1-2:4",
	"by": "",
	"by_at": "a.yaml:3:1-3:4",
	"holder": "app",
	"origin": "",
}

reported(changes) := report if {
	report := redundant_statement.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == `this statement of role App changes nothing, as one of "app" covers it: take out one of them`
}

test_what_aws_wrote_is_another_rules[origin] if {
	some origin in {"managed", "sam", "template"}
	count(reported({"origin": origin})) == 0
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"statement"})
	count(reported({"kind": kind})) == 0
}
