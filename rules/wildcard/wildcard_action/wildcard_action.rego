# METADATA
# title: Every action on some resources
# description: |
#   With `*` as its action a statement allows whatever can be done to its resources: to delete them, to open them
#   to other accounts by a policy of their own, to change their tags and with these who else may use them. Each
#   action that AWS adds later is allowed, too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
# custom:
#   id: wildcard-action
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed, such as `s3:GetObject` and `s3:PutObject`.
#   cwe: [250, 269]
#   aliases:
#     - CKV_AWS_63
#     - F3
#     - F4
#     - F5
#     - AwsSolutions-IAM5
#     - IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAMPolicyNoStatementsWithFullAccess
#     - IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS
package iamlint.rules.wildcard_action

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.every_action
	wildcards.allows(statement)
	not wildcards.of_devices(statement)
	not wildcards.nothing_left(statement)
	statement.reach != "all"
	some action in statement.actions
	action.wildcard == "every"
	not action.denied
	message := sprintf(
		"%s do everything there is to do%s: name the actions it needs",
		[wildcards.may(statement), wildcards.on(statement)],
	)
}
