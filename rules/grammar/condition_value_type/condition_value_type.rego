# METADATA
# title: A condition value that its operator cannot compare
# description: |
#   Operators compare text, numbers, dates, booleans, addresses or ARNs. A value of another kind, or an
#   operator for another kind than the key has, never matches: an Allow does not work, and a Deny does not
#   protect.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: condition-value-type
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the value in the form that the message names, or use the operator for the type of the key:
#     `Bool` for booleans, `IpAddress` for addresses, `DateLessThan` for dates.
#   cwe: [863]
#   aliases: [TYPE_MISMATCH, TYPE_MISMATCH_BOOLEAN, TYPE_MISMATCH_DATE, TYPE_MISMATCH_IP_RANGE, TYPE_MISMATCH_NUMBER, TYPE_MISMATCH_STRING, INVALID_CONDITION_MULTIPLE_BOOLEAN, IMPROVE_IP_RANGE, INVALID_VPC_FORMAT, INVALID_VPCE_FORMAT, INVALID_REGION, INVALID_DATE_VALUE, MISMATCHED_TYPE, MISMATCHED_TYPE_OPERATION_TO_NULL, type_mismatch]
package iamlint.rules.condition_value_type

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	message := sprintf("a condition in %s: %s", [grammar.whose(statement), wrong(fault)])
}

wrong(fault) := sprintf("%q is no value of %s: write %s", [
	fault.text,
	fault.element,
	fault.suggestion,
]) if {
	fault.kind == "value"
} else := sprintf("the operator %s does not compare %s, which is of type %s: use one for that type", [
	fault.text,
	fault.element,
	fault.suggestion,
]) if {
	fault.kind == "operator-type"
} else := sprintf("the range %q of %s does not begin where it is written: write %s if that is meant, or another range", [
	fault.text,
	fault.element,
	fault.suggestion,
]) if {
	fault.kind == "value-host-bits"
} else := sprintf("%s may be true and may be false, so that it only has to be there: write one value", [fault.element]) if {
	fault.kind == "value-both"
}
