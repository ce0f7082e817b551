# METADATA
# title: Wildcard for a parameter of a policy template
# description: |
#   A policy template limits its actions to the one thing that its parameter names. With `*` for a name it gives
#   them on everything of that kind, which its name hides from those who read the template.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
# custom:
#   id: sam-template-wildcard-parameter
#   category: sam
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Name the table, queue, bucket or key. Use the policy template once for each, if there are several.
#   cwe: [250, 732]
#   aliases: []
package iamlint.rules.sam_template_wildcard_parameter

import data.iamlint.lib

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.statements
	statement.document.origin == "template"
	some resource in statement.resources
	resource.breadth in {"account", "type"}
	resource.at != statement.at
	message := sprintf("a wildcard makes %s of %s speak of everything of its kind: name what the function uses", [
		statement.document.name,
		lib.title(statement.target),
	])
}
