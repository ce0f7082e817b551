# METADATA
# title: Every action on every resource, as far as the permissions boundary allows
# description: |
#   A statement that allows `*` on `*`, and so `AdministratorAccess`, gives its holder all that the permissions boundary leaves. The boundary is then the
#   only policy that says what the holder may do, although it is there to say what nobody may: once it is taken off, or
#   allows more for the sake of somebody else, the holder has that too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: admin-access-bounded
#   category: wildcard
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed and the resources they are needed on, and keep the boundary.
#   cwe: [250]
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
package iamlint.rules.admin_access_bounded

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.every_action
	wildcards.allows(statement)
	statement.document.origin != "managed"
	wildcards.bounded(statement.target)
	statement.reach == "all"
	wildcards.open(statement)
	some action in statement.actions
	action.wildcard == "every"
	not action.denied
	message := sprintf(
		"%s do everything that its permissions boundary allows: name the actions and resources it needs",
		[wildcards.may(statement)],
	)
}

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	wildcards.bounded(target)
	not wildcards.for_emergencies(target)
	some attachment in target.managed
	wildcards.policy_name(attachment) == "AdministratorAccess"
	message := sprintf(
		"%s has AdministratorAccess, so it may do everything that its permissions boundary allows: attach a policy with what it needs",
		[lib.title(target)],
	)
}
