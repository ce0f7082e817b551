package iamlint.rules.policy_version_variables_test

import data.iamlint.rules.policy_version_variables

document := {
	"name": "work",
	"kind": "identity",
	"at": "a.yaml:1:1-9:1",
	"target": {"name": "AppRole", "kind": "role"},
	"variables": false,
}

version(text) := {"version": {"text": text, "known": true, "at": "a.yaml:2:1-2:4"}}

reported(changes) := report if {
	report := policy_version_variables.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported(object.union(version("2008-10-17"), {"variables": true}))
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`work of role AppRole uses policy variables, which are plain text`,
		`in the language of 2008: write Version: "2012-10-17"`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a missing version": {"variables": true},
		"a trust policy": {"variables": true, "kind": "trust"},
		"a resource policy": {"variables": true, "kind": "resource"},
		"a boundary": {"variables": true, "kind": "boundary"},
		"an organization's policy": {"variables": true, "kind": "scp"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is current, and variables work": object.union(version("2012-10-17"), {"variables": true}),
		"there are no variables": version("2008-10-17"),
		"nothing is there": {},
		"it is invalid": object.union(version("2012-10-18"), {"variables": true}),
		"it is not known": {"variables": true, "version": {"text": "${V}", "known": false, "at": "a.yaml:2:1-2:4"}},
	}
	count(reported(changes)) == 0
}
