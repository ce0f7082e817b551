# METADATA
# title: A star that only some of the actions need
# description: |
#   Some actions only work with `*`, and one of them is often the reason why a whole statement has it: the
#   others get everything with it, though they could be limited. In a statement of its own, the star serves
#   those that need it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# custom:
#   id: mixed-statement
#   category: resource
#   severity: low
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Move the actions that only take `*` to a statement of their own, and write ARNs for the rest.
#   cwe: [732]
#   aliases: []
package iamlint.rules.mixed_statement

import data.iamlint.lib
import data.iamlint.lib.resources
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, needy[0].at, message) if {
	some statement in input.having.any_resource
	wildcards.allows(statement)
	wildcards.open(statement)
	statement.document.origin == ""
	resources.gravest(statement)
	needy := [action |
		some action in statement.actions
		action.status == "known"
		action.wildcard == "none"
		action.scopable == 0
		action.reach == "all"
	]
	names := [action.text | some action in needy]
	message := sprintf("%s use %s on \"*\" only, and gets the other actions on everything with it: give it a statement of its own", [
		wildcards.may(statement), lib.several({"count": count(names), "names": names}),
	])
}
