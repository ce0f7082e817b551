# METADATA
# title: A wildcard that an operator takes literally
# description: |
#   `StringEquals` compares its value as it is: a `*` or `?` in it only matches itself. The condition
#   practically never holds, and a negated one always does.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# custom:
#   id: wildcard-without-like
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Use `StringLike` or `StringNotLike`, or write the value in full. Where the character itself is
#     meant, write `${*}` or `${?}`.
#   cwe: [863]
#   aliases: [WILDCARD_WITHOUT_LIKE_OPERATOR]
package iamlint.rules.wildcard_without_like

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.effect == "Allow"
	statement.document.kind != "trust"
	some fault in statement.faults
	fault.kind == "literal-wildcard"
	message := sprintf("a condition in %s compares with %q by %s, to which a wildcard is a character like others: use %s", [
		grammar.whose(statement),
		fault.text,
		fault.element,
		fault.suggestion,
	])
}
