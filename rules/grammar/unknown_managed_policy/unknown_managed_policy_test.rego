package iamlint.rules.unknown_managed_policy_test

import data.iamlint.rules.unknown_managed_policy

wrong := {
	"at": "a.yaml:1:1-1:4",
	"text": "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
	"name": "AWSLambdaBasicExecutionRole",
	"exists": false,
	"suggestion": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
}

reported(changes) := report if {
	attachment := object.union(wrong, changes)
	report := unknown_managed_policy.report with input.targets as [{"name": "App", "kind": "role", "managed": [attachment]}]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "App"
	found.message == concat("", [
		`role App has the AWS managed policy "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", which does not exist, `,
		`so that the stack fails: did you mean "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"?`,
	])
}

test_is_silent[why] if {
	some why, changes in {
		"it exists, and another is near": {"exists": true},
		"it exists": {"exists": true, "suggestion": ""},
		"nothing is near, so that it may be new": {"suggestion": ""},
		"somebody's own policy": {"name": ""},
	}
	count(reported(changes)) == 0
}
