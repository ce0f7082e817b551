# METADATA
# title: An ARN of a kind that its service does not have
# description: |
#   Each service has its types of resource, each with its form of ARN. An ARN that has none of these
#   forms, or of a service that does not exist, matches nothing: an Allow grants nothing by it, and a Deny
#   protects nothing.
# related_resources:
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
# custom:
#   id: unknown-resource-type
#   category: grammar
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Look up the ARN in the service's page of the Service Authorization Reference, or take it with
#     `!GetAtt` from the resource.
#   cwe: [863]
#   aliases: [INVALID_ARN_RESOURCE, invalid_resource_type]
package iamlint.rules.unknown_resource_type

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "arn-resource"
	message := sprintf("%s in %s: the service has no resources of the form %q: look up the form of its ARNs", [
		fault.element,
		grammar.whose(statement),
		fault.text,
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "arn-service"
	message := sprintf("%s in %s: no service has ARNs that begin with arn:aws:%s: %s", [
		fault.element,
		grammar.whose(statement),
		fault.text,
		grammar.instead(fault.suggestion, "correct the service"),
	])
}
