# METADATA
# title: Permission for a service with another service's source
# description: |
#   A service sends the ARNs of its own resources. With the ARN of another service's as its source, a permission
#   never matches, and the function is not called; or somebody widens it until it is.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
# custom:
#   id: lambda-permission-wrong-source
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARN of what calls the function, or name the service that the source is of: for the ARN of an API
#     `apigateway.amazonaws.com`, for one of a rule `events.amazonaws.com`.
#   cwe: [1164]
#   aliases:
#     - W3664
package iamlint.rules.lambda_permission_wrong_source

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.services
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, source.at, message) if {
	some statement in input.having.resource_based
	statement.target.type == "AWS::Lambda::Permission"
	policies.allows(statement)
	some principal in statement.principals
	owned := services.owners[trusts.service(principal)]
	some source in policies.sources(statement)
	kind := policies.kind(source)
	not kind in owned
	message := sprintf(
		"%s lets %s call the function for %q, which is of %s and never its source: write the ARN of what calls it",
		[lib.title(statement.target), principal.text, source.text, kind],
	)
}
