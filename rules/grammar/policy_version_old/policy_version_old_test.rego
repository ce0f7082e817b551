package iamlint.rules.policy_version_old_test

import data.iamlint.rules.policy_version_old

document := {
	"name": "work",
	"kind": "identity",
	"at": "a.yaml:1:1-9:1",
	"target": {"name": "AppRole", "kind": "role"},
	"variables": false,
}

version(text) := {"version": {"text": text, "known": true, "at": "a.yaml:2:1-2:4"}}

reported(changes) := report if {
	report := policy_version_old.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported(version("2008-10-17"))
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`work of role AppRole is written in the language of 2008,`,
		`which has no policy variables: write Version: "2012-10-17"`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a trust policy": object.union(version("2008-10-17"), {"kind": "trust"}),
		"a resource policy": object.union(version("2008-10-17"), {"kind": "resource"}),
		"a boundary": object.union(version("2008-10-17"), {"kind": "boundary"}),
		"an organization's policy": object.union(version("2008-10-17"), {"kind": "scp"}),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is current": version("2012-10-17"),
		"it is invalid": version("2012-10-18"),
		"it is not known": {"version": {"text": "${V}", "known": false, "at": "a.yaml:2:1-2:4"}},
		"it is missing": {},
		"variables make it graver": object.union(version("2008-10-17"), {"variables": true}),
	}
	count(reported(changes)) == 0
}
