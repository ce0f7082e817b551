# METADATA
# title: An action that does not exist
# description: |
#   IAM accepts any action name. One that does not exist, often an API operation whose permission has another
#   name, grants nothing in an Allow, which shows when calls fail. In a Deny it protects nothing, and that
#   does not show at all.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unknown-action
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the action's name as the Service Authorization Reference has it. Some operations ask for another
#     action: `HeadObject` for `s3:GetObject`, `ListObjectsV2` for `s3:ListBucket`.
#   cwe: [863]
#   aliases: [INVALID_ACTION, UNKNOWN_ACTION, W3037]
package iamlint.rules.unknown_action

import data.iamlint.lib
import data.iamlint.lib.names

# With old data the name may be new: another rule speaks of it then.
report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.unknown_action
	not input.catalogue.stale
	some action in array.concat(statement.actions, statement.not_actions)
	action.status == "unknown-action"
	message := sprintf("%s names the action %q, which does not exist, so that the statement %s nothing by it: %s", [
		lib.title(statement.target),
		action.text,
		names.effect(statement, action),
		names.remedy(action.suggestion),
	])
}
