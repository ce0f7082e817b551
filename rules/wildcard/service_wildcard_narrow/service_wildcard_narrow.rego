# METADATA
# title: All of a service on named resources
# description: |
#   All actions of a service on a few named resources can do limited harm, but they still include those that
#   delete the resources and those that AWS adds later. What is really needed can't be seen from the policy.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: service-wildcard-narrow
#   category: wildcard
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed, and leave those that create and delete the resource to whoever deploys it.
#   cwe: [250, 269]
#   aliases:
#     - F3
#     - F4
#     - F5
#     - AwsSolutions-IAM5
#     - IAMPolicyNoStatementsWithFullAccess
#     - iam_policy_no_full_access_to_kms
#     - iam_policy_no_full_access_to_cloudtrail
#     - IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS
package iamlint.rules.service_wildcard_narrow

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.service_wildcard
	wildcards.allows(statement)
	some action in statement.actions
	action.wildcard == "service"
	not action.denied
	action.status == "known"
	not wildcards.idle(statement, action)
	wildcards.weight(statement, action) == "low"
	message := sprintf(
		"%s use %q (%s)%s: name the actions it needs",
		[wildcards.may(statement), action.text, wildcards.means(action), wildcards.on(statement)],
	)
}
