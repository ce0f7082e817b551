# METADATA
# title: Action that another one covers
# description: |
#   An action that another entry of the same list covers changes nothing. It makes readers believe that the list
#   says what is allowed, while the wildcard next to it allows much more.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
# custom:
#   id: redundant-action
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take it out. Or, better, take out the wildcard, if the actions that are named are all that is needed.
#   cwe: [1041]
#   aliases:
#     - REDUNDANT_ACTION
package iamlint.rules.redundant_action

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, entry.at, message), [lib.place(entry.by_at, "it is covered here")]) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "action"
	message := sprintf("%q changes nothing, as %q is there, too: take it out", [entry.text, entry.by])
}
