# METADATA
# title: Credentials of other systems may be had
# description: |
#   Some actions answer with a password, a token or a key by which one gets into a database, a machine or a
#   registry, past everything that IAM says about those. A statement that allows them on every resource gives
#   all of them to whoever takes over its holder.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/redshift/latest/mgmt/generating-user-credentials.html
# custom:
#   id: credentials-exposure
#   category: exposure
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARN of the one database, machine or repository that the credentials are for. If none can be
#     written, let only those have the action who need it.
#   cwe: [200, 522]
#   aliases:
#     - CKV_AWS_107
#     - CKV_AWS_287
#     - CredentialsExposure
#     - CREDENTIALS_EXPOSURE
package iamlint.rules.credentials_exposure

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "credentials")
	message := exposure.message(statement, "get passwords or tokens for other systems", actions)
}
