# METADATA
# title: Allow that a Deny leaves nothing of
# description: |
#   A Deny without conditions always wins. What it covers is never allowed, however often it is listed elsewhere:
#   either the permission is missing where it is needed, or it comes back by surprise when somebody removes the
#   Deny.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
# custom:
#   id: dead-allow
#   category: suggestion
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Take the action out of the Allow, or limit the Deny by a condition or a resource to what it is meant for.
#   cwe: [561]
#   aliases: []
package iamlint.rules.dead_allow

import data.iamlint.lib

report contains lib.related(lib.finding(statement.target, dead[0].at, message), places) if {
	some statement in input.having.redundant
	dead := [entry | some entry in statement.redundant; entry.kind == "dead"]
	names := [entry.text | some entry in dead]
	places := array.concat(
		[lib.place(dead[0].by_at, "it is denied here")],
		[lib.place(entry.at, sprintf("%s is never allowed, either", [entry.text])) |
			some entry in array.slice(dead, 1, count(dead))
		],
	)
	message := sprintf("%s %s never allowed to %s, as %q denies it without conditions: take out one of them", [
		lib.several({"count": count(names), "names": names}),
		{true: "is", false: "are"}[count(names) == 1],
		lib.title(statement.target),
		dead[0].holder,
	])
}
