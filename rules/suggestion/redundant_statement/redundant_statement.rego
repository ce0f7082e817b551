# METADATA
# title: Statement that another one covers
# description: |
#   Another statement that applies to the same principal says all that this one says, for every request. It can be
#   changed or taken away without any effect, which those who change it don't expect.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
# custom:
#   id: redundant-statement
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take it out. Or, better, take out the wider one, if what this one allows is all that is needed.
#   cwe: [1041]
#   aliases:
#     - REDUNDANT_STATEMENT
package iamlint.rules.redundant_statement

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, entry.at, message), [lib.place(entry.by_at, "it is covered here")]) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "statement"
	entry.origin == ""
	message := sprintf("this statement of %s changes nothing, as one of %q covers it: take out one of them", [
		lib.title(statement.target),
		entry.holder,
	])
}
