package iamlint.rules.weak_password_policy_test

import data.iamlint.rules.weak_password_policy

reported(changes, passwords) := {found.message | some found in report} if {
	policy := {"at": "a.yaml:1:1-1:4", "read": true, "set": true, "length": 14, "reuse": 24, "lacks": []}
	report := weak_password_policy.report with input.accounts as [{
		"id": "111122223333",
		"passwords": passwords,
		"password_policy": object.union(policy, changes),
	}]
}

test_message_of_none if {
	reported({"set": false}, 3) == {"passwords of users may have eight characters, as the account has no password policy: set one"}
}

test_message_of_a_short_one if {
	reported({"length": 13}, -1) == {"passwords of users may have 13 characters: ask for 14 at least"}
}

test_message_of_one_that_forgets if {
	reported({"reuse": 23}, 1) == {"passwords of users may be taken again after 23 others: remember the last 24"}
}

test_is_silent if count(reported({}, 3)) == 0

test_is_silent_when_not_read if count(reported({"read": false, "set": false}, 3)) == 0

test_is_silent_without_passwords if count(reported({"set": false}, 0)) == 0

test_fires_on[why] if {
	some why, changes in {
		"the shortest": {"length": 6},
		"no memory": {"reuse": 0},
	}
	count(reported(changes, 3)) == 1
}
