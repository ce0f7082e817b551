package iamlint.rules.role_session_too_long_test

import data.iamlint.rules.role_session_too_long

reported(text) := limited(text, 4)

limited(text, hours) := report if {
	report := role_session_too_long.report with input.settings.role_session_too_long.hours as hours with input.resources as [{
		"name": "App",
		"kind": "role",
		"type": "AWS::IAM::Role",
		"properties": {"MaxSessionDuration": {"values": [{"at": "a.yaml:1:1-1:4", "text": text}]}},
	}]
}

test_message if {
	some found in reported("43200")
	found.at == "a.yaml:1:1-1:4"
	found.message == "the sessions of role App may last 12 hours: set MaxSessionDuration to what its longest task takes"
}

test_fires[text] if {
	some text in {"14401", "28800"}
	count(reported(text)) == 1
}

test_is_silent[text] if {
	some text in {"3600", "14400", "${Duration}", ""}
	count(reported(text)) == 0
}

test_hours_can_be_set if {
	count(limited("14401", 5)) == 0
	count(limited("18001", 5)) == 1
	count(limited("3601", 1)) == 1
}

test_is_silent_on_other_types if {
	report := role_session_too_long.report with input.settings.role_session_too_long.hours as 1 with input.resources as [{
		"name": "Server",
		"kind": "resource",
		"type": "AWS::Transfer::Server",
		"properties": {"MaxSessionDuration": {"values": [{"at": "a.yaml:1:1-1:4", "text": "43200"}]}},
	}]
	count(report) == 0
}
