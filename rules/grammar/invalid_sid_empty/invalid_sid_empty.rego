# METADATA
# title: An empty statement id
# description: |
#   An empty `Sid` names nothing. IAM takes it, and whoever reads findings or error messages has nothing
#   to go by.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
# custom:
#   id: invalid-sid-empty
#   category: grammar
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Give the statement a name that says what it is for, or leave `Sid` out.
#   cwe: [863]
#   aliases: [EMPTY_SID_VALUE]
package iamlint.rules.invalid_sid_empty

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "sid-empty"
	message := sprintf("%s has an empty statement id: name the statement, or leave Sid out", [grammar.whose(statement)])
}
