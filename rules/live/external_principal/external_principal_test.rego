package iamlint.rules.external_principal_test

import data.iamlint.rules.external_principal

reported(changes, who) := report if {
	principal := {"at": "a.yaml:2:1-2:4", "account": "999988887777", "trusted": false}
	statement := {
		"effect": "Allow",
		"overruled": false,
		"document": {"kind": "trust"},
		"target": {"kind": "role", "name": "Partner"},
		"principals": [object.union(principal, who)],
	}
	report := external_principal.report with input.accounts as [{"id": "111122223333"}]
		with input.having.external as [object.union(statement, changes)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, "role Partner may be assumed from account 999988887777, which is not among")
}

test_is_silent[why] if {
	some why, changes in {
		"it denies": {"effect": "Deny"},
		"it is a resource's policy": {"document": {"kind": "resource"}},
		"a Deny takes it away": {"overruled": true},
	}
	count(reported(changes, {})) == 0
}

test_is_silent_about[why] if {
	some why, who in {
		"the account itself": {"account": "self"},
		"the account by its number": {"account": "111122223333"},
		"a service": {"account": ""},
		"an account that is trusted": {"trusted": true},
	}
	count(reported({}, who)) == 0
}

test_fires_on[why] if {
	some why, args in {
		"a user of that account": [{}, {"kind": "user"}],
		"another account": [{}, {"account": "444455556666"}],
		"one account of two": [
			{"principals": [
				{"at": "a.yaml:2:1-2:4", "account": "999988887777", "trusted": false},
				{"at": "a.yaml:3:1-3:4", "account": "self", "trusted": false},
			]},
			{"account": "999988887777"},
		],
	}
	count(reported(args[0], args[1])) == 1
}
