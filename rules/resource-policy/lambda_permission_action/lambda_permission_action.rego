# METADATA
# title: Permission to do more than call the function
# description: |
#   Services call functions, and nothing else. With another action a permission does not help them, and gives who is
#   named a say over the function: with a wildcard over its code, its settings and its permissions, where the
#   principal is an account.
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   id: lambda-permission-action
#   category: resource-policy
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write `lambda:InvokeFunction`, or `lambda:InvokeFunctionUrl` for a function URL; for a layer
#     `lambda:GetLayerVersion`.
#   cwe: [250]
#   aliases:
#     - LambdaPermissionInvokeFunctionActionRule
#     - W24
#     - LAMBDA_PERMISSION_INVOKE_FUNCTION_ACTION
package iamlint.rules.lambda_permission_action

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.resource_based
	policies.permission(statement)
	policies.allows(statement)
	some action in statement.actions
	action.status != "unresolved"
	not lower(action.text) in calls
	message := sprintf(
		"%s allows %q to %s, who needs no more than to call: write lambda:InvokeFunction",
		[lib.title(statement.target), action.text, wildcards.quoted(statement.principals)],
	)
}

calls := {"lambda:getlayerversion", "lambda:invokeasync", "lambda:invokefunction", "lambda:invokefunctionurl"}
