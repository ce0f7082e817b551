# METADATA
# title: Function that cannot write its logs
# description: |
#   Lambda writes a function's logs with the function's role. A role that may not do that loses them without any
#   error, so that nobody can tell afterwards what the function did or who used it.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
# custom:
#   id: function-cannot-log
#   category: hygiene
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Allow `logs:CreateLogStream` and `logs:PutLogEvents` on the function's log group, or attach
#     `AWSLambdaBasicExecutionRole`.
#   cwe: [778]
#   aliases:
#     - W58
#     - LambdaFunctionCloudWatchLogsRule
package iamlint.rules.function_cannot_log

import data.iamlint.lib

report contains lib.finding(function, function.properties.Role.at, message) if {
	some function in input.resources
	count(function.lacks) > 0
	function.properties.Role
	message := sprintf("%s writes its logs with role %s, which may not use %s: allow it on the function's log group", [
		lib.title(function),
		function.role,
		lib.words(function.lacks),
	])
}
