package iamlint.rules.admin_principal_test

import data.iamlint.rules.admin_principal

reported(administers) := report if {
	report := admin_principal.report with input.records as [{
		"kind": "role",
		"name": "Deploy",
		"at": "a.yaml:1:1-1:4",
		"administers": administers,
		"administers_at": "a.yaml:2:1-2:4",
	}]
}

test_message if {
	some found in reported(true)
	found.at == "a.yaml:1:1-1:4"
	found.message == "role Deploy may do everything in the account: give it what it needs"
	found.related == [{"at": "a.yaml:2:1-2:4", "message": "by this"}]
}

test_is_silent if count(reported(false)) == 0
