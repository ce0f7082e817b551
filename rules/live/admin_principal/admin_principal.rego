# METADATA
# title: Role or user that may do everything
# description: |
#   Whoever gets hold of an administrator has the account, and everything in it. Few roles should be one, and each for a reason
#   that somebody knows. This is about who has the permissions, by policies of its own, attached ones or a group's; other rules
#   are about the policies.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
# custom:
#   id: admin-principal
#   category: live
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Give it the permissions that it needs. Keep one role for administrators, which people assume with MFA, and suppress the finding
#     for that one.
#   cwe: []
#   aliases:
#     - iam_role_administratoraccess_policy
#     - iam_user_administrator_access_policy
package iamlint.rules.admin_principal

import data.iamlint.lib

report contains lib.related(lib.finding(principal, principal.at, message), [lib.place(principal.administers_at, "by this")]) if {
	some principal in input.records
	principal.administers
	message := sprintf("%s may do everything in the account: give it what it needs", [lib.title(principal)])
}
