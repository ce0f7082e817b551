# METADATA
# title: An ARN that stands for every resource of its type
# description: |
#   `arn:aws:s3:::*` or `arn:aws:dynamodb:*:*:table/*` looks like a limit, but names every bucket or table
#   there is: for the actions of that service it is as wide as `*`. Such ARNs pass reviews and checks that
#   look for `*` alone.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: effectively-wildcard-resource
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the name of the resource, or at least a part of it that others don't share, and the account and
#     Region: `${AWS::AccountId}` and `${AWS::Region}` in a template.
#   cwe: [250, 732]
#   aliases: [RESOURCE_EFFECTIVELY_STAR, AwsSolutions-IAM5]
package iamlint.rules.effectively_wildcard_resource

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, at, message) if {
	some statement in input.having.broad_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	resources.gravest(statement) in {"permissions", "change"}
	at := resources.at(statement)
	texts := [resource.text |
		some resource in statement.resources
		resource.breadth == "type"
		resource.at == at
	]
	message := resources.message(statement, sprintf("on %q, which is every resource of its type", [texts[0]]))
}
