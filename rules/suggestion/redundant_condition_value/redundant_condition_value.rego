# METADATA
# title: Condition value that another one covers
# description: |
#   Of several values of a condition one that matches is enough. A value that another one covers changes nothing,
#   and hides how much the other lets through.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
# custom:
#   id: redundant-condition-value
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take it out. Or, better, take out the wider one, if the values that are named are all that is needed.
#   cwe: [1041]
#   aliases:
#     - REDUNDANT_CONDITION_VALUE_NUM
package iamlint.rules.redundant_condition_value

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, entry.at, message), [lib.place(entry.by_at, "it is covered here")]) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "value"
	message := sprintf("%q changes nothing, as %q is there, too: take it out", [entry.text, entry.by])
}
