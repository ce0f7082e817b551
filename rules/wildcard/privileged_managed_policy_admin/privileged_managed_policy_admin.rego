# METADATA
# title: Administrator by an AWS managed policy
# description: |
#   `AdministratorAccess` allows everything on everything, and `IAMFullAccess` lets its holder give itself the same.
#   Whoever takes over the code or the credentials that run with them owns the account.
# related_resources:
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: privileged-managed-policy-admin
#   category: wildcard
#   severity: critical
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       break-glass:
#         type: array
#         description: The roles that are administrators in an emergency and by intent, by logical id or name, with wildcards.
#         default: []
#         items: {type: string}
#   remediation: |
#     Write a policy with the actions and resources that are needed; IAM Access Analyzer can draft one from what was
#     used. Keep `AdministratorAccess` for a role that people assume with MFA.
#   cwe: [250, 269]
#   aliases:
#     - W43
#     - AwsSolutions-IAM4
#     - IAMRolesOverprivilegedRule
#     - CKV_AWS_274
#     - CKV_AWS_275
#     - iam_role_administratoraccess_policy
#     - iam_user_administrator_access_policy
#     - iam_group_administrator_access_policy
#     - IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE
package iamlint.rules.privileged_managed_policy_admin

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	not wildcards.for_emergencies(target)
	some attachment in target.managed
	name := wildcards.policy_name(attachment)
	not bounded(target, name)
	message := sprintf("%s has %s, so it may %s: attach a policy with what it needs", [lib.title(target), name, wildcards.rules_the_account[name]])
}

# bounded tells whether the permissions boundary takes what makes the policy one for administrators.
bounded(target, "AdministratorAccess") if wildcards.bounded(target)

bounded(target, "IAMFullAccess") if "iam:PutRolePolicy" in target.barred
