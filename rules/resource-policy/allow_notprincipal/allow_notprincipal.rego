# METADATA
# title: Everyone but some allowed
# description: |
#   Allow with `NotPrincipal` lets everybody in who is not listed: every AWS account in the world, and with most
#   services callers without any. It reads like a limit and is the opposite of one. To keep somebody out, deny them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
# custom:
#   id: allow-notprincipal
#   category: resource-policy
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     List who is to be let in under `Principal`. To keep somebody out who is let in otherwise, add a statement with
#     `Effect: Deny` for them, best with a condition on `aws:PrincipalArn`.
#   cwe: [284, 732]
#   aliases:
#     - ALLOW_WITH_NOT_PRINCIPAL
#     - F6
#     - F7
#     - F8
#     - F9
#     - S3_BUCKETPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL
#     - SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL
#     - SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL
#     - IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL
package iamlint.rules.allow_notprincipal

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_principals[0].at, message) if {
	some statement in input.having.not_principal
	statement.effect == "Allow"
	not excludes_all(statement)
	message := sprintf(
		"%s allows everyone in the world but %s: list who is meant in Principal, and keep others out with Deny",
		[lib.title(statement.target), wildcards.quoted(statement.not_principals)],
	)
}

# excludes_all tells whether nobody is left.
excludes_all(statement) if {
	some principal in statement.not_principals
	principal.kind == "anyone"
}
