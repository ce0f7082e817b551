package iamlint.rules.stale_access_key_test

import data.iamlint.rules.stale_access_key

user := {"kind": "user", "name": "Ann", "at": "a.yaml:1:1-1:4"}

key := {"kind": "access-key", "name": "access key 1", "at": "a.yaml:2:1-2:4", "active": true, "age": 300, "idle": 120, "used": "2026-01-01"}

reported(changes) := report if {
	report := stale_access_key.report with input.records as [object.union(user, {"credentials": [object.union(key, changes)]})]
		with input.settings.stale_access_key.days as 90
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == "access key 1 of user Ann was last used 120 days ago: deactivate it, then delete it"
}

test_message_of_one_that_was_never_used if {
	some found in reported({"used": "", "idle": 300})
	found.message == "access key 1 of user Ann was made 300 days ago and never used: deactivate it, then delete it"
}

test_limit if count(reported({"idle": 90})) == 1

test_is_silent[why] if {
	some why, changes in {
		"it was used": {"idle": 89},
		"nobody knows": {"idle": -1},
		"it is not active": {"active": false},
		"it is a password": {"kind": "password"},
	}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"the other key": {"name": "access key 2"},
		"one that is much older": {"idle": 900, "age": 1000},
	}
	count(reported(changes)) == 1
}
