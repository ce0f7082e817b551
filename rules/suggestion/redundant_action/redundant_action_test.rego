package iamlint.rules.redundant_action_test

import data.iamlint.rules.redundant_action

statement := {
	"target": {"name": "App", "kind": "role"},
	"document": {"name": "app", "origin": ""},
	"effect": "Allow",
}

redundancy := {
	"kind": "action",
	"text": "s3:GetObject",
	"at": "a.yaml:2:1-2:4",
	"by": "s3:*",
	"by_at": "a.yaml:3:1-3:4",
	"holder": "app",
	"origin": "",
}

reported(changes) := report if {
	report := redundant_action.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "App"
	found.message == `"s3:GetObject" changes nothing, as "s3:*" is there, too: take it out`
	[place.at | some place in found.related] == ["a.yaml:3:1-3:4"]
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"action"})
	count(reported({"kind": kind})) == 0
}
