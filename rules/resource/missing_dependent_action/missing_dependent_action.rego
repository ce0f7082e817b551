# METADATA
# title: Action without those that it needs
# description: |
#   AWS documents of many actions that whoever uses them needs others as well: `lambda:CreateFunction` takes
#   `iam:PassRole`. None of the policies of the role or user allows these, so that what is granted may not work,
#   and the one who finds out widens the policy in a hurry. Not every use of an action needs them.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
# custom:
#   id: missing-dependent-action
#   category: resource
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Allow what the message names, on the very resources that are used, or take the action out if nobody has
#     missed anything.
#   cwe: [1025]
#   aliases: []
package iamlint.rules.missing_dependent_action

import data.iamlint.lib

report contains lib.finding(statement.target, need.at, message) if {
	some statement in input.having.needing
	some need in statement.needs
	message := sprintf("%s has %s, but not %s, which it may need: allow that, too, or take both out", [
		lib.title(statement.target),
		need.action,
		lib.several(need.lacks),
	])
}
