package iamlint.rules.long_lived_credential_test

import data.iamlint.rules.long_lived_credential

user := {"kind": "user", "name": "Ann", "at": "a.yaml:1:1-1:4"}

key := {"kind": "access-key", "name": "access key 1", "at": "a.yaml:2:1-2:4", "active": true, "age": 300, "idle": 120, "used": "2026-01-01"}

reported(changes) := report if {
	report := long_lived_credential.report with input.records as [object.union(user, {"credentials": [object.union(key, changes)]})]
		with input.settings.long_lived_credential.days as 90
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == "access key 1 of user Ann has been the same for 300 days: change it, or let a role take its place"
}

test_fires[kind] if {
	some kind in {"access-key", "certificate"}
	count(reported({"kind": kind, "age": 90})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is new": {"age": 89},
		"nobody knows": {"age": -1},
		"it is not active": {"active": false},
		"it is a password, which a policy may let expire": {"kind": "password"},
	}
	count(reported(changes)) == 0
}
