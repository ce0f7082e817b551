# METADATA
# title: Powerful function that anybody may call
# description: |
#   Anybody on the internet can call the function, and its role may do far more than a web request should be able
#   to. One flaw in its code hands that over to strangers.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html
# custom:
#   id: sam-public-privileged-endpoint
#   category: sam
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Ask callers who they are: `AuthType: AWS_IAM` for a function URL, `Auth` for an API. And limit the role to
#     the resources that the function uses; move what needs more to a function that is not reached from outside.
#   cwe: [284, 306]
#   aliases:
#     - CKV_AWS_258
#     - LambdaFunctionUrlAuth
package iamlint.rules.sam_public_privileged_endpoint

import data.iamlint.lib

report contains lib.finding(function, entry.at, message) if {
	some function in input.resources
	count(function.power.names) > 0
	some entry in function.public
	message := sprintf("%s lets anybody call %s, whose role may use %s without limits: ask who calls, and limit the role", [
		entry.text,
		function.name,
		lib.several(function.power),
	])
}
