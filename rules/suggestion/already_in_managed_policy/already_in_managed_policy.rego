# METADATA
# title: Statement that an attached managed policy covers
# description: |
#   A managed policy of AWS that the same principal has says all that this statement says. It changes nothing, so
#   that those who read it take the principal for more limited than it is.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
# custom:
#   id: already-in-managed-policy
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take it out, or, better, detach the managed policy if this statement is all that is needed.
#   cwe: [1041]
#   aliases: []
package iamlint.rules.already_in_managed_policy

import data.iamlint.lib

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "statement"
	entry.origin != ""
	message := sprintf("%s gives %s all that this statement does: take out one of them", [
		entry.holder,
		lib.title(statement.target),
	])
}
