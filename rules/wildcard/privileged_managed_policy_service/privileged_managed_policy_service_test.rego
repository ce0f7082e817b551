package iamlint.rules.privileged_managed_policy_service_test

import data.iamlint.rules.privileged_managed_policy_service

reported(kind, policy) := report if {
	attachment := {"at": "a.yaml:1:1-1:4", "name": policy}
	report := privileged_managed_policy_service.report with input.targets as [{"name": "App", "kind": kind, "managed": [attachment]}]
}

test_message if {
	some found in reported("role", "AmazonSQSFullAccess")
	found.target == "App"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has AmazonSQSFullAccess, which allows far more than one needs, on every resource: attach a policy with the actions and resources it needs"
}

test_fires[kind] if {
	some kind in ["role", "user", "group"]
	count(reported(kind, "AmazonSQSFullAccess")) == 1
}

test_fires_on[policy] if {
	some policy in ["AmazonSNSFullAccess", "AWSStepFunctionsFullAccess", "AmazonEMRFullAccessPolicy_v2", "AmazonECS_FullAccess", "service-role/AmazonPersonalizeFullAccess"]
	count(reported("role", policy)) == 1
}

test_is_silent[policy] if {
	some policy in ["", "AmazonS3FullAccess", "IAMFullAccess", "AdministratorAccess", "AmazonSQSReadOnlyAccess", "service-role/AWSLambdaSQSQueueExecutionRole"]
	count(reported("role", policy)) == 0
}

test_is_silent_where_nothing_is_attached if {
	count(privileged_managed_policy_service.report) == 0 with input.targets as [{"name": "App", "kind": "role", "managed": []}]
}
