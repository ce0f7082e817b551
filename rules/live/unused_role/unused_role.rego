# METADATA
# title: Role that nobody uses
# description: |
#   A role that is not used does no good, and whoever may assume it, or gets at what runs with it, has its
#   permissions all the same. IAM tells of the last 400 days when a role was last used.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: unused-role
#   category: live
#   severity: medium
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       days:
#         type: integer
#         description: For how many days a role may be idle.
#         default: 90
#         minimum: 1
#   remediation: |
#     Find out whose it was, take its permissions away for a while, and delete it. If it is there for an emergency, say so in its
#     description and suppress the finding.
#   cwe: []
#   aliases:
#     - iam_role_unused
#     - UnusedIAMRole
package iamlint.rules.unused_role

import data.iamlint.lib

report contains lib.finding(role, role.at, message) if {
	some role in input.records
	role.kind == "role"
	limit := input.settings.unused_role.days
	role.idle >= limit
	role.age >= limit
	message := sprintf("%s %s: delete it, or say what it is kept for", [lib.title(role), unused(role)])
}

unused(role) := sprintf("was last used %d days ago", [role.idle]) if role.used != ""

unused(role) := sprintf("was not used in the last %d days", [role.idle]) if role.used == ""
