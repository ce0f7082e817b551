package iamlint.rules.unknown_action_stale_test

import data.iamlint.rules.unknown_action_stale

wrong := {
	"at": "a.yaml:1:1-1:4",
	"text": "s3:GetObjct",
	"service": "s3",
	"status": "unknown-action",
	"suggestion": "s3:GetObject",
}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"actions": [wrong],
	"not_actions": [],
}

reported(changes, stale) := report if {
	report := unknown_action_stale.report with input.having.unknown_action as [object.union(statement, changes)]
		with input.catalogue as {"date": "2026-01-02", "stale": stale}
}

test_message if {
	some found in reported({}, true)
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.message == concat("", [
		`role AppRole names the action "s3:GetObjct", which the catalogue of 2026-01-02 does not have: `,
		`update iamlint to know whether it exists (or did you mean "s3:GetObject"?)`,
	])
}

test_without_a_name_that_is_near if {
	some found in reported({"actions": [object.union(wrong, {"suggestion": ""})]}, true)
	endswith(found.message, "to know whether it exists")
}

test_fires_on_not_action if {
	count(reported({"actions": [], "not_actions": [wrong]}, true)) == 1
}

test_is_silent_when_the_catalogue_is_recent if {
	count(reported({}, false)) == 0
}

test_is_silent_on_what_aws_wrote if {
	count(reported({"document": {"kind": "identity", "origin": "template"}}, true)) == 0
}

test_is_silent_on_what_is_known if {
	count(reported({"actions": [object.union(wrong, {"status": "known"})]}, true)) == 0
}

test_fires_on_two_words if {
	count(reported({"actions": [wrong, object.union(wrong, {"at": "a.yaml:2:1-2:4"})]}, true)) == 2
}
