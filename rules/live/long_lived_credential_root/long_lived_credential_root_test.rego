package iamlint.rules.long_lived_credential_root_test

import data.iamlint.rules.long_lived_credential_root

root := {"kind": "root", "name": "root", "at": "a.yaml:1:1-1:4"}

key := {"kind": "access-key", "name": "access key 1", "at": "a.yaml:2:1-2:4", "active": true}

reported(who, changes) := report if {
	report := long_lived_credential_root.report with input.records as [object.union_n([
		root,
		who,
		{"credentials": [object.union(key, changes)]},
	])]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:2:1-2:4"
	found.message == "the root user has an active access key 1, which may do everything: delete it"
}

test_is_silent[why] if {
	some why, changes in {"it is not active": {"active": false}, "it is a password": {"kind": "password"}}
	count(reported({}, changes)) == 0
}

test_is_silent_about_users if count(reported({"kind": "user"}, {})) == 0

test_fires_on[why] if {
	some why, changes in {
		"the second key": {"name": "access key 2"},
		"one that is used": {"idle": 0, "age": 20},
		"one that never was": {"idle": 400, "age": 400},
	}
	count(reported({}, changes)) == 1
}
