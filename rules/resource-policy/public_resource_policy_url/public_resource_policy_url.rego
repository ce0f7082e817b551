# METADATA
# title: Anyone may call the function's URL
# description: |
#   A function URL with the AuthType NONE is open to the internet: whoever knows it, or finds it, runs the function at
#   the owner's expense. Webhooks are made so, and have to tell by the request itself who calls. What is for
#   one's own applications needs no open URL.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#   - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
# custom:
#   id: public-resource-policy-url
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Set `AuthType: AWS_IAM`, and name the accounts or roles that call the URL; CloudFront signs its requests with an
#     origin access control. Where strangers have to call, check a signature in the function, limit its concurrency, and
#     accept this finding with that as the reason.
#   cwe: [284, 306]
#   aliases:
#     - CKV_AWS_258
#     - LambdaFunctionUrlAuth
#     - LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
package iamlint.rules.public_resource_policy_url

import data.iamlint.lib
import data.iamlint.lib.principals

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.anyone
	principals.public(statement)
	principals.by_url(statement)
	some principal in statement.principals
	principal.kind == "anyone"
	message := sprintf(
		"%s lets anyone on the internet call the function by its URL: set the URL's AuthType to AWS_IAM, or check in the function who calls",
		[lib.title(statement.target)],
	)
}
