package iamlint.rules.policy_version_invalid_test

import data.iamlint.rules.policy_version_invalid

document := {
	"name": "work",
	"kind": "identity",
	"at": "a.yaml:1:1-9:1",
	"target": {"name": "AppRole", "kind": "role"},
	"variables": false,
}

version(text) := {"version": {"text": text, "known": true, "at": "a.yaml:2:1-2:4"}}

reported(changes) := report if {
	report := policy_version_invalid.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported(version("2012-10-18"))
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`work of role AppRole has version "2012-10-18",`,
		`which IAM does not know and refuses: write Version: "2012-10-17"`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"today": version("2026-11-22"),
		"nothing": version(""),
		"a time": version("2012-10-17T00:00:00Z"),
		"a trust policy": object.union(version("2012-10-18"), {"kind": "trust"}),
		"a resource policy": object.union(version("2012-10-18"), {"kind": "resource"}),
		"a boundary": object.union(version("2012-10-18"), {"kind": "boundary"}),
		"an organization's policy": object.union(version("2012-10-18"), {"kind": "scp"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is current": version("2012-10-17"),
		"it is old": version("2008-10-17"),
		"it is current, and variables work": object.union(version("2012-10-17"), {"variables": true}),
		"it is not known": {"version": {"text": "${V}", "known": false, "at": "a.yaml:2:1-2:4"}},
		"it is missing": {},
		"a part is not known": version("2012-${V}"),
	}
	count(reported(changes)) == 0
}
