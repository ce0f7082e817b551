# METADATA
# title: Credential that is never changed
# description: |
#   Whoever copies an access key or a signing certificate can use it until it is taken away. Changed every few months, an old
#   copy is worth nothing; a role does that by itself, every hour.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
# custom:
#   id: long-lived-credential
#   category: live
#   severity: low
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       days:
#         type: integer
#         description: How old a key or certificate may become.
#         default: 90
#         minimum: 1
#   remediation: |
#     Let the program assume a role. Where that can't be, make a second key, let the program use it, and delete the first one.
#   cwe: []
#   aliases:
#     - iam_rotate_access_key_90_days
#     - AWS-0168
package iamlint.rules.long_lived_credential

import data.iamlint.lib

report contains lib.finding(user, credential.at, message) if {
	some user in input.records
	some credential in user.credentials
	credential.kind in {"access-key", "certificate"}
	credential.active
	credential.age >= input.settings.long_lived_credential.days
	message := sprintf("%s of %s has been the same for %d days: change it, or let a role take its place", [
		credential.name,
		lib.title(user),
		credential.age,
	])
}
