# METADATA
# title: Action that AWS has retired
# description: |
#   AWS has ended the service or dropped the action, so that the statement does nothing by it. What does nothing makes
#   a policy longer and harder to judge; and should the name come back, it is allowed without anybody having decided it.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#   - https://aws.amazon.com/products/lifecycle/
# custom:
#   id: retired-action
#   category: suggestion
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take the action out. If something still calls it, find out by which action it works today.
#   cwe: [1164]
#   aliases: []
package iamlint.rules.retired_action

import data.iamlint.lib
import data.iamlint.lib.names

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.retired_action
	not names.aws_wrote(statement)
	some action in array.concat(statement.actions, statement.not_actions)
	message := sprintf("%s has %q, %s: take it out", [lib.title(statement.target), action.text, fate(action)])
}

fate(action) := sprintf("which AWS's reference still had on %s and has no more", [action.gone]) if {
	action.status == "retired"
} else := sprintf("whose service AWS ended on %s", [action.gone]) if {
	action.gone != ""
}
