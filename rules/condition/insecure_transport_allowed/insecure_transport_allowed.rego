# METADATA
# title: Only unencrypted requests are allowed
# description: |
#   An Allow under the condition that `aws:SecureTransport` is false holds for plain HTTP alone, which anybody
#   on the way can read and change. It is nearly always a Deny that was meant: to refuse what is not encrypted.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: insecure-transport-allowed
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `Effect: Deny`, or the value `"true"`.
#   cwe: [319]
#   aliases: []
package iamlint.rules.insecure_transport_allowed

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.values[0].at, message) if {
	some statement in input.having.conditioned
	statement.effect == "Allow"
	guards.written(statement)
	some condition in guards.about(statement, "aws:securetransport")
	condition.base in {"Bool", "StringEquals", "StringEqualsIgnoreCase", "StringLike"}
	guards.says(condition, "false")
	not guards.says(condition, "true")
	message := sprintf("%s allows what is not encrypted, by aws:SecureTransport %q, and nothing else: write Deny, or %q", [
		lib.title(statement.target), "false", "true",
	])
}
