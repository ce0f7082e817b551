package iamlint.rules.repeated_inline_policy_test

import data.iamlint.rules.repeated_inline_policy

reported(twins) := report if {
	report := repeated_inline_policy.report with input.having.documents as [{
		"name": "queue",
		"at": "a.yaml:2:1-2:4",
		"twins": twins,
		"target": {"name": "A", "kind": "role"},
	}]
}

test_message if {
	some found in reported(["B", "C"])
	found.at == "a.yaml:2:1-2:4"
	found.message == `policy "queue" of role A is also that of B and C: make one managed policy of it`
}

test_fires_on_many if {
	count(reported(["B", "C", "D", "E", "F"])) == 1
}

test_two_are_silent[twins] if {
	some twins in {set(), {"B"}}
	count(reported([twin | some twin in twins])) == 0
}

test_fires_from_three_on[number] if {
	some number, twins in {3: ["B", "C"], 4: ["B", "C", "D"]}
	count(reported(twins)) == 1
}
