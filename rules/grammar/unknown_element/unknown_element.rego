# METADATA
# title: An element that policies do not have
# description: |
#   IAM knows a handful of elements, by their exact names. It refuses a policy that has another one. A
#   misspelt `Condition` or `NotAction` would also change what the statement means.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: unknown-element
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the element as IAM spells it, or take it out. A document has `Version`, `Id` and `Statement`;
#     a statement has `Sid`, `Effect`, `Principal`, `Action`, `Resource`, their `Not` forms and
#     `Condition`. A trust policy has no `Resource`: it speaks of its role.
#   cwe: [863]
#   aliases: [INVALID_POLICY_ELEMENT, MALFORMED, E3510, unknown_field]
package iamlint.rules.unknown_element

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, fault.at, message) if {
	some document in input.having.faulty_documents
	some fault in document.faults
	fault.kind == "unknown-element"
	message := sprintf("%s has the element %q, which policies do not have: %s", [
		grammar.document(document),
		fault.text,
		grammar.instead(fault.suggestion, "a policy has Version, Id and Statement"),
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "unknown-element"
	message := sprintf("a statement in %s has the element %q, which statements do not have: %s", [
		grammar.whose(statement),
		fault.text,
		grammar.instead(fault.suggestion, "correct it or take it out"),
	])
}
