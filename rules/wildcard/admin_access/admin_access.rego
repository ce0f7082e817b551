# METADATA
# title: Every action on every resource
# description: |
#   A statement that allows `*` on `*` makes its holder an administrator of the account. Whoever takes over
#   the code or the credentials that run with it can read, change and delete everything, and make new
#   identities to stay.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: admin-access
#   category: wildcard
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed and the resources they are needed on. For people who do administer the
#     account, attach the AWS managed policy `AdministratorAccess` to a role that asks for MFA.
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
package iamlint.rules.admin_access

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.every_action
	wildcards.allows(statement)
	not wildcards.of_devices(statement)
	not meant(statement)
	not wildcards.bounded(statement.target)
	statement.reach == "all"
	wildcards.open(statement)
	some action in statement.actions
	action.wildcard == "every"
	not action.denied
	message := sprintf(
		"%s do everything on every resource: name the actions and resources it needs",
		[wildcards.may(statement)],
	)
}

# meant tells whether AWS's policy for administrators is attached to a role for emergencies.
meant(statement) if {
	statement.document.origin == "managed"
	wildcards.for_emergencies(statement.target)
}
