package iamlint.rules.privileged_managed_policy_test

import data.iamlint.rules.privileged_managed_policy

reported(kind, policy) := report if {
	attachment := {"at": "a.yaml:1:1-1:4", "name": policy}
	report := privileged_managed_policy.report with input.targets as [{"name": "App", "kind": kind, "managed": [attachment]}]
}

test_message if {
	some found in reported("role", "AWSCloudFormationFullAccess")
	found.target == "App"
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has AWSCloudFormationFullAccess, which allows all of cloudformation: attach a policy with the actions and resources it needs"
}

test_message_of_one_that_is_not_listed if {
	some found in reported("role", "AmazonSQSFullAccess")
	contains(found.message, "AmazonSQSFullAccess, which allows far more than one needs, on every resource: ")
}

test_fires[kind] if {
	some kind in ["role", "user", "group"]
	count(reported(kind, "AWSCloudFormationFullAccess")) == 1
}

test_fires_on[policy] if {
	some policy in ["PowerUserAccess", "job-function/SystemAdministrator", "SystemAdministrator", "AdministratorAccess-Amplify", "SecretsManagerReadWrite", "AWSLambda_FullAccess", "AmazonSQSFullAccess", "AmazonEMRFullAccessPolicy_v2"]
	count(reported("role", policy)) == 1
}

test_is_silent[policy] if {
	some policy in ["", "AdministratorAccess", "IAMFullAccess", "job-function/ViewOnlyAccess", "job-function/SupportUser", "job-function/Billing", "AmazonS3ReadOnlyAccess", "service-role/AWSLambdaBasicExecutionRole"]
	count(reported("role", policy)) == 0
}

test_is_silent_where_nothing_is_attached if {
	count(privileged_managed_policy.report) == 0 with input.targets as [{"name": "App", "kind": "role", "managed": []}]
}
