package iamlint.rules.aws_managed_policy_test

import data.iamlint.rules.aws_managed_policy

reported(changes) := report if {
	attachment := {"at": "a.yaml:1:1-1:4", "text": "arn", "name": "ReadOnlyAccess", "origin": ""}
	report := aws_managed_policy.report with input.targets as [{
		"name": "App",
		"kind": "role",
		"managed": [object.union(attachment, changes)],
	}]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has ReadOnlyAccess, which AWS wrote for everybody and may change: write a policy with what it needs"
}

test_is_silent[why] if {
	some why, changes in {
		"a policy of one's own": {"name": ""},
		"what every function needs": {"name": "service-role/AWSLambdaBasicExecutionRole"},
		"what a function in a VPC needs": {"name": "service-role/AWSLambdaVPCAccessExecutionRole"},
		"SAM attaches it": {"origin": "sam"},
	}
	count(reported(changes)) == 0
}
