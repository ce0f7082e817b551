# METADATA
# title: A wildcard that a guard takes literally
# description: |
#   `StringEquals` compares its value as it is. With a `*` in it, a Deny does not protect what the author
#   meant, or, negated, denies everything; a trust policy trusts nobody of those it should.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# custom:
#   id: wildcard-without-like-guard
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Use `StringLike` or `StringNotLike`, or write the value in full. Where the character itself is
#     meant, write `${*}` or `${?}`.
#   cwe: [863]
#   aliases: [WILDCARD_WITHOUT_LIKE_OPERATOR]
package iamlint.rules.wildcard_without_like_guard

import data.iamlint.lib
import data.iamlint.lib.grammar
import data.iamlint.lib.trust

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	guards(statement)
	some fault in statement.faults
	fault.kind == "literal-wildcard"
	not github_subject(statement, fault)
	message := sprintf("a condition in %s compares with %q by %s, to which a wildcard is a character like others: use %s", [
		grammar.whose(statement),
		fault.text,
		fault.element,
		fault.suggestion,
	])
}

guards(statement) if statement.effect == "Deny"

guards(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "trust"
}

# Of the subjects of GitHub's tokens github-oidc-broad-sub speaks.
github_subject(statement, fault) if {
	statement.document.kind == "trust"
	some condition in statement.conditions
	condition.lower_key == concat(":", [trust.github, "sub"])
	some value in condition.values
	value.at == fault.at
}
