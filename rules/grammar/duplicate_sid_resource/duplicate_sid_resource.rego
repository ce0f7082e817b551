# METADATA
# title: The same statement id twice in the policy of a resource
# description: |
#   Two statements of one resource policy have the same `Sid`. Most services take that, but tools that
#   change a statement by its id meet the wrong one, and findings about one are read as being about the
#   other.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
# custom:
#   id: duplicate-sid-resource
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Give each statement an id of its own, or leave `Sid` out.
#   cwe: [863]
#   aliases: [UNIQUE_SIDS_RECOMMENDED]
package iamlint.rules.duplicate_sid_resource

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.document.kind == "resource"
	some fault in statement.faults
	fault.kind == "duplicate-sid"
	message := sprintf("%s has two statements with the id %q: give this one another", [
		grammar.whose(statement),
		fault.text,
	])
}
