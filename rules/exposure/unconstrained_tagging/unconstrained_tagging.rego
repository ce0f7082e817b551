# METADATA
# title: Tags may be set on anything
# description: |
#   Where permissions go by tags, whoever may set tags on everything decides who may do what. Tags also tell who
#   pays, what is backed up and what a script may delete.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
#   - https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
# custom:
#   id: unconstrained-tagging
#   category: exposure
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of what is tagged, or allow tags only as something is made: `ec2:CreateAction`, with
#     `aws:TagKeys` for the keys that may be set.
#   cwe: [732]
#   aliases: []
package iamlint.rules.unconstrained_tagging

import data.iamlint.lib
import data.iamlint.lib.exposure
import data.iamlint.lib.resources

report contains found(statement) if {
	some statement in input.having.any_resource
	speaks(statement)
}

report contains found(statement) if {
	some statement in input.having.broad_resource
	speaks(statement)
}

speaks(statement) if {
	exposure.unlimited(statement)
	resources.gravest(statement) == "tagging"
}

found(statement) := lib.finding(statement.target, tags.reach_at, message) if {
	tags := statement.scopable.tagging
	message := exposure.message(statement, "set tags on anything", tags)
}
