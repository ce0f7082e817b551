# METADATA
# title: Access key that nobody uses
# description: |
#   An access key works until somebody takes it away. One that its user no longer needs lies about in old files and laptops,
#   and nobody would miss it, or notice that another uses it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
# custom:
#   id: stale-access-key
#   category: live
#   severity: medium
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       days:
#         type: integer
#         description: For how many days an active key may be idle.
#         default: 90
#         minimum: 1
#   remediation: |
#     Deactivate the key, and delete it when nothing broke. Give programs in AWS a role, and those elsewhere one by federation.
#   cwe: []
#   aliases:
#     - AWS-0146
#     - AWS-0167
#     - iam_user_accesskey_unused
#     - UnusedIAMUserAccessKey
package iamlint.rules.stale_access_key

import data.iamlint.lib

report contains lib.finding(user, key.at, message) if {
	some user in input.records
	some key in user.credentials
	key.kind == "access-key"
	key.active
	key.idle >= input.settings.stale_access_key.days
	message := sprintf("%s of %s %s: deactivate it, then delete it", [key.name, lib.title(user), unused(key)])
}

unused(key) := sprintf("was last used %d days ago", [key.idle]) if key.used != ""

unused(key) := sprintf("was made %d days ago and never used", [key.idle]) if key.used == ""
