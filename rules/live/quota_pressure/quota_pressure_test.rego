package iamlint.rules.quota_pressure_test

import data.iamlint.rules.quota_pressure

quota(used) := {"name": "versions", "used": used, "limit": 10, "at": "a.yaml:2:1-2:4"}

records(used) := report if {
	report := quota_pressure.report with input.records as [{"kind": "managed-policy", "name": "Own", "quotas": [quota(used)]}]
		with input.accounts as []
}

accounts(used) := report if {
	report := quota_pressure.report with input.accounts as [{"id": "111122223333", "quotas": [quota(used)]}]
		with input.records as []
}

test_message_of_a_policy if {
	some found in records(9)
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, "managed policy Own has 9 of the 10 versions that it may have: make room")
}

test_message_of_an_account if {
	some found in accounts(10)
	found.target == "111122223333"
	startswith(found.message, "the account has 10 of the 10 versions that it may have: make room")
}

test_is_silent if {
	count(records(8)) == 0
	count(accounts(8)) == 0
}

test_fires_from_nine_tenths_on[used] if {
	some used in {9, 10, 11}
	count(records(used)) == 1
	count(accounts(used)) == 1
}
