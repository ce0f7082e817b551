# METADATA
# title: ForAllValues with a key that has one value
# description: |
#   `ForAllValues` holds for a request that lacks the key. With a key that has one value it adds nothing
#   else: whoever leaves the key out is let in.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
# custom:
#   id: missing-set-operator-single-valued
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take `ForAllValues:` away.
#   cwe: [863]
#   aliases: [FORALLVALUES_WITH_SINGLE_VALUED_KEY, SINGLE_VALUE_CONDITION_TOO_PERMISSIVE, set_operator_on_single_valued_key]
package iamlint.rules.missing_set_operator_single_valued

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.effect == "Allow"
	some fault in statement.faults
	fault.kind == "set-single"
	not demanded(statement, fault.element)
	message := sprintf("a condition in %s compares %s, which has one value, by %s, which also holds for requests without it: use %s", [
		grammar.whose(statement),
		fault.element,
		fault.text,
		fault.suggestion,
	])
}

# demanded tells whether the statement asks for the key to be there.
demanded(statement, key) if {
	some condition in statement.conditions
	condition.base == "Null"
	condition.lower_key == lower(key)
	some value in condition.values
	lower(value.text) == "false"
}
