# METADATA
# title: A key with several values, compared as if it had one
# description: |
#   A request can carry several values of the key. Without `ForAnyValue:` or `ForAllValues:` before the
#   operator it is not defined how they are compared, and IAM does not do what it seems to.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
# custom:
#   id: missing-set-operator
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write `ForAnyValue:` before the operator if one of the values has to match, `ForAllValues:` if all
#     have to. In an Allow, `ForAllValues:` also holds for a request without the key: add `Null: {key:
#     "false"}`.
#   cwe: [863]
#   aliases: [MISSING_QUALIFIER]
package iamlint.rules.missing_set_operator

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "set-missing"
	message := sprintf("a condition in %s compares %s, which may have several values, by %s: write ForAnyValue:%s or ForAllValues:%s", [
		grammar.whose(statement),
		fault.element,
		fault.text,
		fault.text,
		fault.text,
	])
}
