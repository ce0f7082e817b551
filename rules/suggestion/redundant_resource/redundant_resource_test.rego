package iamlint.rules.redundant_resource_test

import data.iamlint.rules.redundant_resource

statement := {
	"target": {"name": "App", "kind": "role"},
	"document": {"name": "app", "origin": ""},
	"effect": "Allow",
}

redundancy := {
	"kind": "resource",
	"text": "arn:aws:s3:::a",
	"at": "a.yaml:2:1-2:4",
	"by": "arn:aws:s3:::*",
	"by_at": "a.yaml:3:1-3:4",
	"holder": "app",
	"origin": "",
}

reported(changes) := report if {
	report := redundant_resource.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "App"
	found.message == `"arn:aws:s3:::a" changes nothing, as "arn:aws:s3:::*" is there, too: take it out`
	[place.at | some place in found.related] == ["a.yaml:3:1-3:4"]
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"resource"})
	count(reported({"kind": kind})) == 0
}
