# METADATA
# title: A policy variable that is not filled in
# description: |
#   `${aws:username}` and its like are filled in by IAM in resources and in text conditions of policies of
#   version 2012-10-17. What is not written so, or stands elsewhere, stays as it is and matches nothing.
#   In a template the usual reason is a missing `!Sub`: `${Bucket}` is then for IAM to fill in, which
#   knows no such variable.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
# custom:
#   id: malformed-policy-variable
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `!Sub` before the text if a value of the template is meant; inside `!Sub`, a variable of IAM
#     is written `${!aws:username}`. Otherwise name a condition key that has one value, without spaces.
#   cwe: [863]
#   aliases: [MISSING_BRACE_IN_VARIABLE, MISSING_QUOTE_IN_VARIABLE, UNSUPPORTED_SPACE_IN_VARIABLE, EMPTY_VARIABLE, VARIABLE_UNSUPPORTED_IN_ELEMENT, INVALID_VARIABLE_FOR_OPERATOR, E1029]
package iamlint.rules.malformed_policy_variable

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "variable"
	message := sprintf("%s in %s has %q, which IAM does not fill in: %s", [
		fault.element,
		grammar.whose(statement),
		fault.text,
		fault.suggestion,
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "variable-unsupported"
	message := sprintf("%s has the policy variable %q in %s, where IAM fills in none: write the value itself", [
		grammar.whose(statement),
		fault.text,
		fault.element,
	])
}
