# METADATA
# title: User that signs in with a password alone
# description: |
#   A password can be guessed, read along or bought. A second factor makes it worth little to whoever has only that.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: no-mfa
#   category: live
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Let people sign in through IAM Identity Center, or enable an MFA device for the user, a passkey at best. Take the password
#     away from users that are programs.
#   cwe: []
#   aliases:
#     - AWS-0165
#     - AWS-0140
#     - iam_user_mfa_enabled_console_access
package iamlint.rules.no_mfa

import data.iamlint.lib

report contains lib.finding(user, user.at, message) if {
	some user in input.records
	user.kind == "user"
	user.mfa == "missing"
	message := sprintf("%s signs in with a password alone: enable MFA for it", [lib.title(user)])
}
