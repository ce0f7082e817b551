# METADATA
# title: A condition that lets strangers in
# description: |
#   Trust and resource policies name who may come, and often say `*` and leave it to a condition. If the
#   condition is true for every request, as with `StringLike: {aws:PrincipalOrgID: o-*}` or a source ARN of
#   any account, everyone it was to keep out may come in.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   id: trivial-condition-open
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write your own values: the id of your organization, the number of your account in the ARN, your address
#     ranges. Wildcards are safe only behind such a value.
#   cwe: [284, 863]
#   aliases: [PREVENT_PUBLIC_IP, EQUIVALENT_TO_NULL_FALSE, has_restrictive_source_arn_condition]
package iamlint.rules.trivial_condition_open

import data.iamlint.lib
import data.iamlint.lib.conditions

report contains lib.finding(statement.target, empty.value.at, message) if {
	some statement in input.having.trivial_condition
	statement.effect == "Allow"
	statement.document.kind in {"trust", "resource"}
	some empty in conditions.empty(statement)
	message := sprintf("%s relies on a condition that holds back nobody, %s %s %q: write your own values, without wildcards where others could have theirs", [
		lib.title(statement.target),
		empty.condition.operator,
		empty.condition.key,
		empty.value.text,
	])
}
