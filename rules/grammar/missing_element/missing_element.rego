# METADATA
# title: A policy or statement that lacks an element
# description: |
#   A policy without `Statement`, or a statement without `Effect`, without an action, or without the
#   resource or principal that its kind of policy asks for, is refused by IAM: the deployment fails. Often
#   a wrong indentation has put the element somewhere else.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: missing-element
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Add the element. A statement of an identity policy needs `Effect`, `Action` and `Resource`, one of a
#     trust policy `Effect`, `Principal` and `Action`, one of a resource policy all of them where the
#     service asks for the resource.
#   cwe: [863]
#   aliases: [MISSING_STATEMENT, MISSING_EFFECT, MISSING_ACTION, MISSING_RESOURCE, MISSING_PRINCIPAL, MALFORMED, missing_effect, missing_action, missing_resource, missing_principal]
package iamlint.rules.missing_element

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, fault.at, message) if {
	some document in input.having.faulty_documents
	some fault in document.faults
	fault.kind == "missing-element"
	message := sprintf("%s has no statements, so that it says nothing: add one under Statement", [
		grammar.document(document),
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "missing-element"
	message := sprintf("a statement in %s has no %s: %s", [
		grammar.whose(statement),
		fault.element,
		remedy[fault.element],
	])
}

remedy := {
	"Effect": "write Allow or Deny",
	"Action": "name the actions that it is about",
	"Resource": "name the ARNs that it is about",
	"Principal": "name who it is about",
}
