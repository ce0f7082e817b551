# METADATA
# title: User that does not sign in
# description: |
#   A user that does not sign in is often one of somebody who left, or of a program that is gone. Its password and its keys
#   still work, and nobody would notice if another used them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: unused-user
#   category: live
#   severity: medium
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       days:
#         type: integer
#         description: For how many days a user may stay away.
#         default: 90
#         minimum: 1
#   remediation: |
#     Take the password and the access keys away, and delete the user when nobody missed them.
#   cwe: []
#   aliases:
#     - iam_user_console_access_unused
#     - AWS-0144
#     - AWS-0166
#     - UnusedIAMUserPassword
package iamlint.rules.unused_user

import data.iamlint.lib

report contains lib.finding(user, user.at, message) if {
	some user in input.records
	user.kind == "user"
	limit := input.settings.unused_user.days
	user.idle >= limit
	user.age >= limit
	message := sprintf("%s %s: delete it, or its credentials at least", [lib.title(user), unused(user)])
}

unused(user) := sprintf("last signed in %d days ago", [user.idle]) if user.used != ""

unused(user) := "never signed in" if user.used == ""
