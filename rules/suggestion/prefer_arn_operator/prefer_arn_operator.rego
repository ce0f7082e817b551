# METADATA
# title: String operator for an ARN
# description: |
#   The value of this key is an ARN. String operators compare it as plain text: they know nothing of its fields,
#   and StringEquals takes a `*` at its word. ArnEquals and ArnLike compare field by field.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: prefer-arn-operator
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Write `ArnLike` for StringLike and `ArnEquals` for StringEquals, `ArnNotLike` and `ArnNotEquals` for their
#     opposites.
#   cwe: [628]
#   aliases:
#     - MISMATCHED_TYPE_BUT_USABLE
package iamlint.rules.prefer_arn_operator

import data.iamlint.lib

better := {
	"StringEquals": "ArnEquals",
	"StringLike": "ArnLike",
	"StringNotEquals": "ArnNotEquals",
	"StringNotLike": "ArnNotLike",
}

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.statements
	statement.document.origin == ""
	some condition in statement.conditions
	condition.key_type == "ARN"
	instead := better[condition.base]
	message := sprintf("%s compares the ARN in %s as plain text: write %s", [condition.base, condition.key, instead])
}
