# METADATA
# title: A limit by tags that its holder can lift
# description: |
#   One statement limits its holder to resources that carry a tag, another lets the holder set tags as it likes.
#   With the second it puts the tag on whatever it wants, and the first lets it through: the limit is none.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
# custom:
#   id: abac-self-tagging
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Limit the tags that may be set by `aws:TagKeys` or `aws:RequestTag`, allow them only as something is made
#     (`ec2:CreateAction`), or only on what carries the tag already (`aws:ResourceTag`).
#   cwe: [250, 269]
#   aliases: []
package iamlint.rules.abac_self_tagging

import data.iamlint.lib
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.related(found, [lib.place(retag.key_at, "the condition that it can lift")]) if {
	some statement in input.having.retagging
	guards.written(statement)
	some retag in statement.retags
	found := lib.finding(statement.target, retag.at, message(statement, retag))
}

message(statement, retag) := sprintf("%s set with %s the tag that limits it by %s: add the condition aws:TagKeys or aws:RequestTag with what it may set", [
	wildcards.may(statement), retag.action, retag.key,
])
