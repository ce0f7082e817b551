package iamlint.rules.function_cannot_log_test

import data.iamlint.rules.function_cannot_log

reported(lacks) := report if {
	report := function_cannot_log.report with input.resources as [{
		"name": "Resize",
		"kind": "resource",
		"type": "AWS::Lambda::Function",
		"role": "App",
		"lacks": lacks,
		"properties": {"Role": {"at": "a.yaml:1:1-1:4"}},
	}]
}

test_message if {
	some found in reported(["logs:CreateLogStream", "logs:PutLogEvents"])
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, "AWS::Lambda::Function Resize writes its logs with role App, which may not use logs:CreateLogStream and")
}

test_fires_when_one_is_missing if {
	some found in reported(["logs:PutLogEvents"])
	contains(found.message, "which may not use logs:PutLogEvents: allow it")
}

test_is_silent_when_nothing_is_missing if {
	count(reported([])) == 0
}
