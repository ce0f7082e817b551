package iamlint.rules.policy_complexity_test

import data.iamlint.rules.policy_complexity

reported(complexity, origin) := limited(complexity, origin, 25)

limited(complexity, origin, limit) := report if {
	report := policy_complexity.report with input.settings.policy_complexity.limit as limit with input.having.documents as [{
		"name": "app",
		"kind": "identity",
		"origin": origin,
		"at": "a.yaml:1:1-2:4",
		"complexity": complexity,
		"target": {"name": "App", "kind": "role"},
	}]
}

test_message if {
	some found in reported(26, "")
	found.at == "a.yaml:1:1-2:4"
	found.message == `policy "app" of role App has a complexity of 26, where up to 25 can be read: split it by task`
}

test_fires_far_above if {
	count(reported(90, "")) == 1
}

test_is_silent[complexity] if {
	some complexity in {0, 10, 25}
	count(reported(complexity, "")) == 0
}

test_is_silent_on_what_aws_wrote[origin] if {
	some origin in {"managed", "template", "sam"}
	count(reported(90, origin)) == 0
}

test_limit_can_be_set if {
	some found in limited(41, "", 40)
	contains(found.message, "where up to 40 can be read")
	count(limited(40, "", 40)) == 0
	count(limited(6, "", 5)) == 1
}

test_fires_above[complexity] if {
	some complexity in {26, 40, 1000}
	count(reported(complexity, "")) == 1
}
