# METADATA
# title: Template has the resource that a wildcard stands for
# description: |
#   A statement that allows an action on every table of the account, in a template that makes one table, most
#   likely means that one. Its ARN can be written where the wildcard stands, and it stays right when the table is
#   replaced.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
# custom:
#   id: template-resource-available
#   category: resource
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Write the ARN that the message names.
#   cwe: [732]
#   aliases: []
package iamlint.rules.template_resource_available

import data.iamlint.lib
import data.iamlint.lib.resources
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.any_resource
	message := advice(statement)
}

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.broad_resource
	message := advice(statement)
}

# advice names the ARNs of this template that fit what a statement allows, if there are few.
advice(statement) := sprintf("%s use %s on everything, and this template has what it may mean: write %s", [
	wildcards.may(statement),
	lib.several({"count": sum([level.count | some level in fitting]), "names": [name |
		some level in fitting
		some name in level.names
	]}),
	lib.words(array.slice(arns, 0, 3)),
]) if {
	wildcards.allows(statement)
	statement.document.origin == ""
	not statement.unresolved
	fitting := [level | some name in resources.order; level := statement.scopable[name]; level.own > 0]
	fitting != []
	arns := sort({arn | some level in fitting; some arn in array.slice(level.arns, 0, level.own)})
}
