# METADATA
# title: A statement id that IAM refuses
# description: |
#   In policies that IAM keeps, a `Sid` holds letters and digits only. IAM refuses a policy with spaces,
#   dashes or other signs in it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   id: invalid-sid
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the id in letters and digits, as in `ReadOrders`.
#   cwe: [863]
#   aliases: [UNSUPPORTED_SID, INVALID_SID, E3510, invalid_sid_format]
package iamlint.rules.invalid_sid

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "sid-characters"
	message := sprintf("%s has the statement id %q, in which IAM takes letters and digits only: %s", [
		grammar.whose(statement),
		fault.text,
		remedy(fault),
	])
}

remedy(fault) := "give it such a name" if {
	fault.suggestion == ""
} else := sprintf("write %q", [fault.suggestion])
