# METADATA
# title: Elements that exclude one another
# description: |
#   A statement says what it is about, or what it is not about. With `Action` and `NotAction` in one
#   statement, or the same of `Resource` or `Principal`, IAM refuses the policy.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: element-conflict
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Keep one of the two. To allow some actions and shut out others, write a second statement with
#     `Effect: Deny`.
#   cwe: [863]
#   aliases: [UNSUPPORTED_ELEMENT_COMBINATION, MALFORMED, E3510, action_conflict, resource_conflict, principal_conflict]
package iamlint.rules.element_conflict

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "conflict"
	message := sprintf("a statement in %s has both %s and %s, which IAM refuses: keep one, and put the other into a statement of its own", [
		grammar.whose(statement),
		fault.element,
		fault.text,
	])
}
