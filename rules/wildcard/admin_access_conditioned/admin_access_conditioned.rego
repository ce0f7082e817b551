# METADATA
# title: Every action on every resource, held back by a condition
# description: |
#   A statement that allows `*` on `*` is only as narrow as its condition. As soon as that is met, or somebody can
#   see to it that it is, as with a tag that one may set oneself, its holder is an administrator of the account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
# custom:
#   id: admin-access-conditioned
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed and the resources they are needed on, and keep the condition. What is to
#     be possible only with MFA or from the office network is best said by a Deny for all else.
#   cwe: [250, 269]
#   aliases:
#     - CKV_AWS_62
#     - F3
#     - F4
#     - F5
#     - FG_R00092
#     - AwsSolutions-IAM5
#     - IAMPolicyNoStatementsWithAdminAccess
#     - IAMRoleWildcardActionOnPolicyRule
#     - iam_policies_with_full_privileges
#     - iam_policy_grants_full_permissions
#     - IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS
#     - IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAMPolicyNoStatementsWithFullAccess
#     - IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS
package iamlint.rules.admin_access_conditioned

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.every_action
	wildcards.allows(statement)
	not wildcards.of_devices(statement)
	not wildcards.bounded(statement.target)
	statement.reach == "all"
	statement.scoped
	some action in statement.actions
	action.wildcard == "every"
	not action.denied
	message := sprintf(
		"%s do everything on every resource once the condition is met: name the actions and resources it needs",
		[wildcards.may(statement)],
	)
}
