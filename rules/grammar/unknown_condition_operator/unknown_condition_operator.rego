# METADATA
# title: A condition operator that does not exist
# description: |
#   IAM refuses a policy with an operator that it does not know, and with `Null` followed by `IfExists`. A
#   set prefix in other case than `ForAllValues:` and `ForAnyValue:` is not one either.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
# custom:
#   id: unknown-condition-operator
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the operator as IAM spells it: `StringEquals`, `StringLike`, `ArnLike`, `Bool`, `IpAddress` …
#     with `ForAnyValue:` before or `IfExists` behind it where they are needed.
#   cwe: [863]
#   aliases: [INVALID_CONDITION_OPERATOR, NULL_WITH_IF_EXISTS, UNKNOWN_OPERATOR, invalid_operator, E3510]
package iamlint.rules.unknown_condition_operator

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "operator"
	message := sprintf("a condition in %s has the operator %q, which does not exist: %s", [
		grammar.whose(statement),
		fault.text,
		grammar.instead(fault.suggestion, "StringEquals, StringLike, ArnLike, Bool and others do"),
	])
}
