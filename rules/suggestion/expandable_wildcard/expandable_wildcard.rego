# METADATA
# title: Wildcard for a few actions
# description: |
#   The pattern stands for a handful of actions today. AWS adds actions all the time, and each new one that
#   matches is allowed without anybody having decided it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: expandable-wildcard
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Write the actions that the message lists, less those that are not needed.
#   cwe: [1025]
#   aliases: []
package iamlint.rules.expandable_wildcard

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.partial_wildcard
	statement.effect == "Allow"
	statement.document.origin == ""
	some action in statement.actions
	action.wildcard == "partial"
	action.matches > 0
	action.matches <= 5
	wildcards.reads(action) # of others, partial-action-wildcard speaks
	message := sprintf("%q stands for %s: write that, so that what AWS adds is not allowed unseen", [
		action.text,
		lib.words(action.names),
	])
}
