# METADATA
# title: A condition that holds back nobody
# description: |
#   A condition such as `StringLike: {aws:PrincipalOrgID: "*"}`, or one on all addresses, is true for every
#   request. The statement looks limited, in reviews and in tools that count conditions, and is as open as
#   without it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: trivial-condition
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the values that are meant: your organization, your address ranges, the ARN with its account. If
#     nothing is meant, take the condition out and limit the resources.
#   cwe: [863]
#   aliases: [PREVENT_PUBLIC_IP, EQUIVALENT_TO_NULL_FALSE]
package iamlint.rules.trivial_condition

import data.iamlint.lib
import data.iamlint.lib.conditions

report contains lib.finding(statement.target, empty.value.at, message) if {
	some statement in input.having.trivial_condition
	statement.effect == "Allow"
	statement.document.kind == "identity"
	some empty in conditions.empty(statement)
	message := sprintf("%s relies on a condition that holds back nobody, %s %s %q: write the values that are meant", [
		lib.title(statement.target),
		empty.condition.operator,
		empty.condition.key,
		empty.value.text,
	])
}
