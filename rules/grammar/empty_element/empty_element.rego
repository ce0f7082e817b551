# METADATA
# title: An empty element
# description: |
#   An element that is there and holds nothing is a leftover, or a list that was to be filled. A statement
#   without actions, resources or principals does nothing, and a condition without keys holds nobody back.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: empty-element
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Fill the element, or take the statement out. Take out an empty `Condition`.
#   cwe: [863]
#   aliases: [EMPTY_ARRAY_ACTION, EMPTY_ARRAY_RESOURCE, EMPTY_ARRAY_PRINCIPAL, EMPTY_ARRAY_CONDITION, EMPTY_OBJECT_PRINCIPAL, EMPTY_OBJECT_CONDITION]
package iamlint.rules.empty_element

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "empty"
	message := sprintf("a statement in %s: %s, %s: fill it or take it out", [
		grammar.whose(statement),
		what(fault),
		effect(fault),
	])
}

what(fault) := sprintf("%q in Condition is empty", [fault.text]) if {
	fault.text != ""
} else := sprintf("%s is empty", [fault.element])

effect(fault) := "so that it narrows nothing or everything, depending on the operator" if {
	fault.text != ""
} else := "so that it narrows nothing" if {
	fault.element == "Condition"
} else := "so that it does nothing"
