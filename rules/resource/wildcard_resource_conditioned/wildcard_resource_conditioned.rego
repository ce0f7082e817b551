# METADATA
# title: Actions that change things on every resource, under a condition
# description: |
#   A condition keeps these actions to some resources or callers, and does so only as long as tags, organization
#   and network are what it counts on: whoever may change a tag moves the border. ARNs beside the condition hold on
#   their own.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
# custom:
#   id: wildcard-resource-conditioned
#   category: resource
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Keep the condition, and write the ARNs of the resources in place of `*`. Leave it as it is where access is
#     meant to follow tags alone.
#   cwe: [250, 732]
#   aliases:
#     - RESOURCE_STAR
#     - W11
#     - W12
#     - W13
#     - AwsSolutions-IAM5
package iamlint.rules.wildcard_resource_conditioned

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.any_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	statement.scoped
	resources.gravest(statement) in {"permissions", "change"}
	message := resources.message(statement, "on every resource that a condition leaves")
}
