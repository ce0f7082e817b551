# METADATA
# title: Keys or passwords of any user may be made
# description: |
#   Whoever may make an access key or set the password of every IAM user can become each of them, administrators
#   included, and stay so after the own permissions are taken away. Only administrators of identities need that.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html
# custom:
#   id: credentials-exposure-iam
#   category: exposure
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Let people handle their own keys only: write the resource `arn:aws:iam::*:user/${aws:username}`. Let
#     workloads use roles, which need no keys.
#   cwe: [269, 522]
#   aliases:
#     - CKV_AWS_107
#     - CKV_AWS_287
#     - CredentialsExposure
#     - CREDENTIALS_EXPOSURE
package iamlint.rules.credentials_exposure_iam

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "credentials-iam")
	message := exposure.message(statement, "make keys or passwords of any user", actions)
}
