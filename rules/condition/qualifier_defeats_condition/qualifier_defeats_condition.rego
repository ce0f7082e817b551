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
#     In a Deny by who calls, as with `aws:PrincipalOrgPaths`, write `ForAllValues` with the negated operator, which also
#     denies when the key is missing. By what is asked for, as with `lambda:SubnetIds`, keep `ForAnyValue`, since
#     `ForAllValues` lets pass what mixes good values with others, and deny what lacks the key in a statement with `"Null":
#     {KEY: "true"}`. Write `Null` without a qualifier.
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
	instead(condition),
] if {
	statement.effect == "Deny"
	condition.set == "ForAnyValue"
	condition.negated
	not endswith(condition.lower_key, "tagkeys")
	not guards.present(statement, condition.lower_key)
	not guards.absence_denied(statement, condition.lower_key)
}

# instead is what to write. Of those who call, one good value is enough, and of what a request is about, each has to be:
# there ForAllValues would let pass what is not listed beside what is.
instead(condition) := sprintf("write ForAllValues:%s", [condition.base]) if {
	startswith(condition.lower_key, "aws:")
} else := sprintf("deny that too, in a statement with Null %q", ["true"])
