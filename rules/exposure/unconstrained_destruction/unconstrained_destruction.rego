# METADATA
# title: Anything may be deleted
# description: |
#   A statement that allows deleting on every resource puts all tables, machines, volumes or stacks of the
#   account at the mercy of one mistake, or of whoever takes over its holder. What is deleted is gone unless
#   there is a backup that the same hands can't reach.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: unconstrained-destruction
#   category: exposure
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of what the holder made and may delete, or limit it by a tag: `aws:ResourceTag`.
#   cwe: [732]
#   aliases: []
package iamlint.rules.unconstrained_destruction

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "destruction")
	message := exposure.message(statement, "destroy anything", actions)
}
