# METADATA
# title: Only unencrypted requests are allowed
# description: |
#   An Allow under the condition that `aws:SecureTransport` is false holds for plain HTTP alone, which anybody
#   on the way can read and change. It is nearly always a Deny that was meant: to refuse what is not encrypted. A Deny
#   under the condition that it is true refuses what is encrypted and leaves the rest.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: insecure-transport-allowed
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Deny what has the value `"false"`, or allow what has `"true"`.
#   cwe: [319]
#   aliases: []
package iamlint.rules.insecure_transport_allowed

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.values[0].at, message) if {
	some statement in input.having.conditioned
	guards.written(statement)
	some condition in guards.about(statement, "aws:securetransport")
	condition.base in {"Bool", "StringEquals", "StringEqualsIgnoreCase", "StringLike"}
	message := sprintf(mistake(statement, condition), [lib.title(statement.target)])
}

mistake(statement, condition) := `%s allows what is not encrypted, by aws:SecureTransport "false", and nothing else: write Deny, or "true"` if {
	statement.effect == "Allow"
	guards.says(condition, "false")
	not guards.says(condition, "true")
} else := `%s denies what is encrypted, by aws:SecureTransport "true", and nothing else: write "false"` if {
	statement.effect == "Deny"
	count(statement.conditions) == 1
	guards.says(condition, "true")
	not guards.says(condition, "false")
}
