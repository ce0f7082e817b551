package iamlint.rules.unused_role_test

import data.iamlint.rules.unused_role

role := {"kind": "role", "name": "Old", "at": "a.yaml:1:1-1:4", "age": 500, "idle": 120, "used": "2026-01-01"}

reported(changes) := report if {
	report := unused_role.report with input.records as [object.union(role, changes)]
		with input.settings.unused_role.days as 90
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "role Old was last used 120 days ago: delete it, or say what it is kept for"
}

test_message_of_one_that_was_never_used if {
	some found in reported({"used": "", "idle": 400})
	found.message == "role Old was not used in the last 400 days: delete it, or say what it is kept for"
}

test_limit if count(reported({"age": 90, "idle": 90})) == 1

test_is_silent[why] if {
	some why, changes in {
		"it was used": {"idle": 89},
		"it is new": {"age": 89},
		"nobody knows when it was used": {"idle": -1},
		"nobody knows when it was made": {"age": -1},
		"it is a user": {"kind": "user"},
	}
	count(reported(changes)) == 0
}
