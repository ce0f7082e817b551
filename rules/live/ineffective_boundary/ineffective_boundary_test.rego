package iamlint.rules.ineffective_boundary_test

import data.iamlint.rules.ineffective_boundary

reported(changes) := report if {
	principal := {
		"kind": "role",
		"name": "App",
		"at": "a.yaml:1:1-1:4",
		"boundless": true,
		"boundless_at": "a.yaml:2:1-2:4",
	}
	report := ineffective_boundary.report with input.records as [object.union(principal, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == "role App has a permissions boundary that allows everything: name in it what may be needed at most"
}

test_fires_on[why] if {
	some why, changes in {
		"a user": {"kind": "user"},
		"another role": {"name": "Other"},
	}
	count(reported(changes)) == 1
}

test_is_silent if count(reported({"boundless": false})) == 0
