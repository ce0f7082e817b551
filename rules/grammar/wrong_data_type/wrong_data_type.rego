# METADATA
# title: A value of the wrong type
# description: |
#   Each element of a policy holds text, a list of texts or a map. IAM refuses a policy in which something
#   else stands: a list inside a list, a list where a map belongs, nothing at all. Usually a dash or an
#   indentation is wrong.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html
# custom:
#   id: wrong-data-type
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the element in the form that the message names. In YAML look at dashes and indentation first.
#     Give all values of a condition key the same type; text in quotes always works.
#   cwe: [863]
#   aliases: [DATA_TYPE_MISMATCH, INVALID_CONDITION_DATA_TYPE, MALFORMED, E3510]
package iamlint.rules.wrong_data_type

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, fault.at, message) if {
	some document in input.having.faulty_documents
	some fault in document.faults
	fault.kind == "wrong-type"
	message := sprintf("%s: %s: write %s", [grammar.document(document), what(fault), fault.suggestion])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "wrong-type"
	message := sprintf("a statement in %s: %s: write %s", [grammar.whose(statement), what(fault), fault.suggestion])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "mixed-types"
	message := sprintf(
		"a statement in %s: the values of condition key %q are of several types: put all of them in quotes",
		[grammar.whose(statement), fault.text],
	)
}

what(fault) := sprintf("something in %s is %s", [fault.element, fault.text]) if {
	fault.element != ""
} else := sprintf("the policy is %s", [fault.text])
