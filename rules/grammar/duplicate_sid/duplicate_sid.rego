# METADATA
# title: The same statement id twice
# description: |
#   Two statements of one policy have the same `Sid`. IAM refuses such a policy.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
# custom:
#   id: duplicate-sid
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Give each statement an id of its own, or leave `Sid` out.
#   cwe: [863]
#   aliases: [UNIQUE_SIDS_REQUIRED, DUPLICATE_SID, E3510, duplicate_sid]
package iamlint.rules.duplicate_sid

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.document.kind != "resource"
	some fault in statement.faults
	fault.kind == "duplicate-sid"
	message := sprintf("%s has two statements with the id %q: give this one another", [
		grammar.whose(statement),
		fault.text,
	])
}
