# METADATA
# title: A qualifier that takes the effect off a condition
# description: |
#   `ForAnyValue` wants at least one value. A Deny that uses it with an operator such as `StringNotLike`
#   therefore denies nothing to requests without the key, which are the ones that it was to keep out. With
#   `Null`, which asks whether there is a value at all, a qualifier makes the answer always the same.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
# custom:
#   id: qualifier-defeats-condition
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     In a Deny write `ForAllValues` with the negated operator, which also denies when the key is missing. Write
#     `Null` without a qualifier.
#   cwe: [284, 670]
#   aliases:
#     - NULL_WITH_QUALIFIER
package iamlint.rules.qualifier_defeats_condition

import data.iamlint.lib
import data.iamlint.lib.guards

report contains lib.finding(statement.target, condition.at, message) if {
	some statement in input.having.conditioned
	guards.written(statement)
	some condition in statement.conditions
	condition.set != ""
	advice := mistake(statement, condition)
	message := sprintf("%s %s: %s", [lib.title(statement.target), advice[0], advice[1]])
}

mistake(_, condition) := [sprintf("asks by %s for a missing %s, which is always answered alike", [condition.operator, condition.key]), "write Null without a qualifier"] if {
	condition.base == "Null"
}

mistake(statement, condition) := [
	sprintf("denies nothing to what comes without %s, as ForAnyValue wants a value", [condition.key]),
	sprintf("write ForAllValues:%s", [condition.base]),
] if {
	statement.effect == "Deny"
	condition.set == "ForAnyValue"
	condition.negated
	condition.lower_key != "aws:tagkeys"
	not guards.present(statement, condition.lower_key)
}
