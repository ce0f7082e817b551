package iamlint.rules.already_in_managed_policy_test

import data.iamlint.rules.already_in_managed_policy

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
	report := already_in_managed_policy.report with input.having.redundant as [object.union(
		statement,
		{"redundant": [object.union(redundancy, changes)]},
	)]
}

test_message if {
	some found in reported({"origin": "managed", "holder": "ReadOnlyAccess"})
	found.at == "a.yaml:2:1-2:4"
	found.message == "ReadOnlyAccess gives role App all that this statement does: take out one of them"
}

test_fires_on_what_sam_and_its_templates_give[origin] if {
	some origin in {"sam", "template"}
	count(reported({"origin": origin})) == 1
}

test_what_the_user_wrote_is_another_rules if {
	count(reported({"origin": ""})) == 0
}

test_other_kinds_are_silent[kind] if {
	some kind in ({"action", "resource", "value", "statement", "dead", "split"} - {"statement"})
	count(reported({"kind": kind, "origin": "managed"})) == 0
}
