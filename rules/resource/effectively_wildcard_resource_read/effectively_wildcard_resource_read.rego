# METADATA
# title: An ARN that stands for every resource of its type, to look at
# description: |
#   `arn:aws:s3:::*` or `arn:aws:dynamodb:*:*:table/*` looks like a limit, but names every bucket or table
#   there is. Here it lets the identity look at settings and names, which tells an attacker where to go next.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: effectively-wildcard-resource-read
#   category: resource
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the name of the resource, or at least a part of it that others don't share, and the account and
#     Region: `${AWS::AccountId}` and `${AWS::Region}` in a template.
#   cwe: [250]
#   aliases: [RESOURCE_EFFECTIVELY_STAR, AwsSolutions-IAM5]
package iamlint.rules.effectively_wildcard_resource_read

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, at, message) if {
	some statement in input.having.broad_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	resources.gravest(statement) == "look"
	at := resources.at(statement)
	texts := [resource.text |
		some resource in statement.resources
		resource.breadth == "type"
		resource.at == at
	]
	message := resources.message(statement, sprintf("on %q, which is every resource of its type", [texts[0]]))
}
