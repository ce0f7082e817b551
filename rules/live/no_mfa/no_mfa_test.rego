package iamlint.rules.no_mfa_test

import data.iamlint.rules.no_mfa

reported(changes) := report if {
	user := {"kind": "user", "name": "Ann", "at": "a.yaml:1:1-1:4", "mfa": "missing"}
	report := no_mfa.report with input.records as [object.union(user, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "user Ann signs in with a password alone: enable MFA for it"
}

test_is_silent[why] if {
	some why, changes in {"it has": {"mfa": "active"}, "nobody knows": {"mfa": ""}, "it is the root user": {"kind": "root"}}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"another user": {"name": "Bob"},
		"one who signs in": {"idle": 0},
		"one who was here for long": {"age": 900},
	}
	count(reported(changes)) == 1
}
