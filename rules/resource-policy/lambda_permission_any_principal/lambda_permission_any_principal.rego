# METADATA
# title: Permission for everybody from one source
# description: |
#   A permission for `*` is as good as its condition. Only services send a source; name the service, and a slip in
#   the source does not open the function to the world.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   id: lambda-permission-any-principal
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the service that comes from the source in `Principal`, such as `sns.amazonaws.com`. To let an
#     organization in, add `PrincipalOrgID`.
#   cwe: [284]
#   aliases:
#     - F13
#     - LambdaPermissionWildcardPrincipalRule
#     - LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
#     - LambdaFunctionPublicAccessProhibited
#     - LAMBDA_NO_WILDCARD_PRINCIPALS
package iamlint.rules.lambda_permission_any_principal

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.anyone
	statement.target.type == "AWS::Lambda::Permission"
	policies.allows(statement)
	statement.closed
	not trusts.asks(statement, {"aws:principalorgid"})
	some principal in statement.principals
	principal.kind == "anyone"
	message := sprintf(
		"nothing but %s keeps strangers from calling the function by %s: name the service in Principal, too",
		[lib.words(trusts.limiting(statement)), lib.title(statement.target)],
	)
}
