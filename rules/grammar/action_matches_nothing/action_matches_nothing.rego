# METADATA
# title: An action pattern that matches no action
# description: |
#   IAM takes any pattern of actions. One that matches none, usually because of a slip, grants nothing in
#   an Allow and protects nothing in a Deny.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: action-matches-nothing
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Correct the pattern, or name the actions that are needed.
#   cwe: [863]
#   aliases: [UNKNOWN_ACTION, W3037]
package iamlint.rules.action_matches_nothing

import data.iamlint.lib
import data.iamlint.lib.names

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.matches_nothing
	some action in array.concat(statement.actions, statement.not_actions)
	action.status == "matches-nothing"
	message := sprintf("%s has the pattern %q, which matches no action, so that the statement %s nothing by it: correct it or take it out", [
		lib.title(statement.target),
		action.text,
		names.effect(statement, action),
	])
}
