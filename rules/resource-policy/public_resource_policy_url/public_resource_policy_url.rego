# METADATA
# title: Anyone may call the function's URL
# description: |
#   A function URL with the AuthType NONE is open to the internet: whoever knows it, or finds it, runs the function at
#   the owner's expense. Webhooks are made so, and have to tell by the request itself who calls. What is for
#   one's own applications needs no open URL. With NONE a URL answers everybody or, as long as no permission is there,
#   nobody; never some.
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
#     - LambdaFunctionPublicAccessProhibited
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

report contains lib.finding(url, auth.at, message) if {
	some url in input.resources
	url.type == "AWS::Lambda::Url"
	some auth in url.properties.AuthType.values
	auth.text == "NONE"
	not callee(url.properties.TargetFunctionArn.values[0]) in opened
	message := sprintf(
		"%s asks nobody who calls, so that it answers everybody or nobody: set AuthType to AWS_IAM, or check in the function who calls",
		[lib.title(url)],
	)
}

# opened are the functions that a permission of the template opens, of which the finding there speaks.
opened contains callee(resource) if {
	some statement in input.having.anyone
	principals.public(statement)
	principals.by_url(statement)
	some resource in statement.resources
}

# callee is what names a function in its ARN or alone: Hook of !Ref Hook and of !GetAtt Hook.Arn.
callee(value) := replace(regex.replace(value.text, `^.*:function:`, ""), ".Arn}", "}")
