# METADATA
# title: An action of a service that iamlint, out of date, does not know
# description: |
#   AWS adds services and actions every week. When what iamlint knows of them is more than 180 days old, one that it
#   does not know may be new, so that `unknown-service` keeps silent and this rule speaks instead. It may also be
#   misspelt, so that the statement does nothing by it.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unknown-service-stale
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Update iamlint; `iamlint version` tells of which day its data is. Until then look the name up in the Service
#     Authorization Reference.
#   cwe: [863]
#   aliases: []
package iamlint.rules.unknown_service_stale

import data.iamlint.lib
import data.iamlint.lib.names

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.unknown_service
	input.catalogue.stale
	not names.aws_wrote(statement)
	some action in array.concat(statement.actions, statement.not_actions)
	action.status == "unknown-service"
	message := sprintf("%s names the service %q in %q, which the catalogue of %s does not have: update iamlint to know whether it exists%s", [
		lib.title(statement.target),
		action.service,
		action.text,
		input.catalogue.date,
		names.alternative(action.suggestion),
	])
}
