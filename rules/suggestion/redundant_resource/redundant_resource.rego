# METADATA
# title: Resource that another one covers
# description: |
#   A resource that another entry of the same list covers changes nothing. It makes readers believe that the
#   statement is limited to what is named, while the wildcard next to it reaches much further.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# custom:
#   id: redundant-resource
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take it out. Or, better, take out the wider one, if the resources that are named are all that is needed.
#   cwe: [1041]
#   aliases:
#     - REDUNDANT_RESOURCE
package iamlint.rules.redundant_resource

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, entry.at, message), [lib.place(entry.by_at, "it is covered here")]) if {
	some statement in input.having.redundant
	some entry in statement.redundant
	entry.kind == "resource"
	message := sprintf("%q changes nothing, as %q is there, too: take it out", [entry.text, entry.by])
}
