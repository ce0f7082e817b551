package iamlint.rules.unused_user_test

import data.iamlint.rules.unused_user

user := {"kind": "user", "name": "Ann", "at": "a.yaml:1:1-1:4", "age": 500, "idle": 120, "used": "2026-01-01"}

reported(changes) := report if {
	report := unused_user.report with input.records as [object.union(user, changes)]
		with input.settings.unused_user.days as 90
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "user Ann last signed in 120 days ago: delete it, or its credentials at least"
}

test_message_of_one_that_never_did if {
	some found in reported({"used": "", "idle": 500})
	found.message == "user Ann never signed in: delete it, or its credentials at least"
}

test_limit if count(reported({"age": 90, "idle": 90})) == 1

test_is_silent[why] if {
	some why, changes in {
		"it signed in": {"idle": 89},
		"it is new": {"age": 89},
		"nobody knows": {"idle": -1},
		"nobody knows when it was made": {"age": -1},
		"it is a role": {"kind": "role"},
		"it is the root user, who should not sign in": {"kind": "root"},
	}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"another user": {"name": "Bob"},
		"one who came by once": {"age": 2000, "idle": 1999},
	}
	count(reported(changes)) == 1
}
