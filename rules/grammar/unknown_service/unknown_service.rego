# METADATA
# title: An action of a service that does not exist
# description: |
#   IAM accepts an action of any service, also of one that is misspelt. An Allow then grants nothing, which
#   shows when calls fail. A Deny protects nothing, and that does not show at all.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unknown-service
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the service's prefix as the Service Authorization Reference has it: `cloudwatch` for metrics and
#     `logs` for CloudWatch Logs, `states` for Step Functions, `ses` for email.
#   cwe: [863]
#   aliases: [INVALID_SERVICE_IN_ACTION, UNKNOWN_PREFIX, W3037]
package iamlint.rules.unknown_service

import data.iamlint.lib
import data.iamlint.lib.names

# With old data the name may be new: another rule speaks of it then.
report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.unknown_service
	not input.catalogue.stale
	some action in array.concat(statement.actions, statement.not_actions)
	action.status == "unknown-service"
	message := sprintf("%s names the service %q in %q, which does not exist, so that the statement %s nothing by it: %s", [
		lib.title(statement.target),
		action.service,
		action.text,
		names.effect(statement, action),
		names.remedy(action.suggestion),
	])
}
