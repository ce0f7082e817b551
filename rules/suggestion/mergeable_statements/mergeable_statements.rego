# METADATA
# title: Statements that could be one
# description: |
#   Two statements of a policy differ in nothing but their actions or their resources. As one they are shorter,
#   and nobody has to compare them to see that.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
# custom:
#   id: mergeable-statements
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Put the actions, or the resources, into one list.
#   cwe: [1041]
#   aliases: []
package iamlint.rules.mergeable_statements

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, entry.at, message), [lib.place(entry.by_at, "it could be one with this")]) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "split"
	message := sprintf("this statement of %s differs from another only in its %s: make them one", [
		lib.title(statement.target),
		entry.text,
	])
}
