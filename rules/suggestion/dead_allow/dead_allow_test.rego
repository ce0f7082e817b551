package iamlint.rules.dead_allow_test

import data.iamlint.rules.dead_allow

statement := {
	"target": {"name": "App", "kind": "role"},
	"document": {"name": "app", "origin": ""},
	"effect": "Allow",
}

redundancy := {
	"kind": "dead",
	"text": "s3:GetObject",
	"at": "a.yaml:2:1-2:4",
	"by": "s3:*",
	"by_at": "a.yaml:3:1-3:4",
	"holder": "app",
	"origin": "",
}

reported(changes) := report if {
	report := dead_allow.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == `s3:GetObject is never allowed to role App, as "app" denies it without conditions: take out one of them`
	[place.at | some place in found.related] == ["a.yaml:3:1-3:4"]
}

test_reports_a_statement_once if {
	other := object.union(redundancy, {"text": "s3:PutObject", "at": "a.yaml:4:1-4:4"})
	report := dead_allow.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [redundancy, other]},
	)]
	count(report) == 1
	some found in report
	startswith(found.message, "s3:GetObject and s3:PutObject are never allowed to role App")
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"dead"})
	count(reported({"kind": kind})) == 0
}
