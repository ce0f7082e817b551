package iamlint.rules.policy_version_test

import data.iamlint.rules.policy_version

document := {
	"name": "work",
	"kind": "identity",
	"at": "a.yaml:1:1-9:1",
	"target": {"name": "AppRole", "kind": "role"},
	"variables": false,
}

version(text) := {"version": {"text": text, "known": true, "at": "a.yaml:2:1-2:4"}}

reported(changes) := report if {
	report := policy_version.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-9:1"
	found.target == "AppRole"
	found.message == concat(" ", [
		`work of role AppRole has no Version,`,
		`so that IAM reads it in its language of 2008: add Version: "2012-10-17"`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a trust policy": {"kind": "trust"},
		"a resource policy": {"kind": "resource"},
		"a boundary": {"kind": "boundary"},
		"an organization's policy": {"kind": "scp"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is current": version("2012-10-17"),
		"it is old": version("2008-10-17"),
		"it is invalid": version("2012-10-18"),
		"it is not known": {"version": {"text": "${V}", "known": false, "at": "a.yaml:2:1-2:4"}},
		"a service writes the document": {"kind": "resource", "name": "Statement"},
		"variables make it graver": {"variables": true},
	}
	count(reported(changes)) == 0
}
