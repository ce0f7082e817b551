# METADATA
# title: Actions that look on every resource
# description: |
#   Names, settings and tags of every resource tell an attacker where to go next. Little is lost by limiting
#   these actions to what the identity works with: all of those named here can be limited to ARNs.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: wildcard-resource-read
#   category: resource
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the resources in place of `*`; in a template, `!GetAtt` and `!Sub` give them. Move
#     actions that only work with `*` to a statement of their own.
#   cwe: [250]
#   aliases:
#     - CKV_AWS_355
#     - CKV_AWS_356
#     - RESOURCE_STAR
#     - W11
#     - W12
#     - W13
#     - AwsSolutions-IAM5
#     - WildcardResourceRule
#     - IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE
package iamlint.rules.wildcard_resource_read

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.any_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	resources.gravest(statement) == "look"
	message := resources.message(statement, "on every resource")
}
