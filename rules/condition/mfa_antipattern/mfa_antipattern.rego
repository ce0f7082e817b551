# METADATA
# title: A condition on MFA that can be got round
# description: |
#   The key `aws:MultiFactorAuthPresent` is missing from requests that are signed with long-term access keys. A
#   Deny with `Bool` does not see those, an Allow with `IfExists` lets them pass, and `Null` only tells that the
#   key is there, be it false. In each case the credentials that most need a second factor get round it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
# custom:
#   id: mfa-antipattern
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     To deny what comes without MFA, write `BoolIfExists: {aws:MultiFactorAuthPresent: "false"}`; to allow what
#     comes with it, `Bool: {aws:MultiFactorAuthPresent: "true"}`.
#   cwe: [287, 308]
#   aliases:
#     - BAD_PATTERN_FOR_MFA
package iamlint.rules.mfa_antipattern

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.values[0].at, message) if {
	some statement in input.having.conditioned
	guards.written(statement)
	some condition in guards.about(statement, "aws:multifactorauthpresent")
	advice := mistake(statement, condition)
	message := sprintf("%s %s: %s", [lib.title(statement.target), advice[0], advice[1]])
}

# compares are the operators that compare a value. MFA is told as text, too, to those that compare texts.
compares := {"Bool", "StringEquals", "StringEqualsIgnoreCase", "StringLike"}

ask := `to allow with MFA, write Bool "true"`

# mistake says what is wrong with a condition, and what to write.
mistake(statement, condition) := [
	sprintf("denies by %s what comes without MFA, but not what is signed with access keys", [condition.base]),
	`write BoolIfExists "false"`,
] if {
	statement.effect == "Deny"
	condition.base in compares
	guards.says(condition, "false")
	not condition.if_exists
	not absence(statement)
} else := ["allows what comes without MFA", ask] if {
	statement.effect == "Allow"
	condition.base in compares
	guards.says(condition, "false")
	not guards.says(condition, "true")
} else := ["allows what tells nothing of MFA, as do access keys", ask] if {
	statement.effect == "Allow"
	condition.base == "Null"
	guards.says(condition, "true")
	not guards.says(condition, "false")
} else := ["asks for MFA only if the request tells of it, which access keys do not", ask] if {
	statement.effect == "Allow"
	condition.base in compares
	guards.says(condition, "true")
	condition.if_exists
} else := ["asks by Null whether the request tells of MFA, and not whether there was any", concat("", [ask, `; to deny without, BoolIfExists "false"`])] if {
	condition.base == "Null"
	guards.says(condition, "false")
	not asked(statement)
}

absence(statement) if {
	some condition in guards.about(statement, "aws:multifactorauthpresent")
	condition.base == "Null"
}

# Beside a condition on its value, one on its presence does no harm.
asked(statement) if {
	some condition in guards.about(statement, "aws:multifactorauthpresent")
	condition.base in compares
}
