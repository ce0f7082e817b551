# METADATA
# title: Actions that write on every resource
# description: |
#   A statement that allows writing on `*` reaches every resource of the account, also those that other
#   teams own and those made tomorrow. Whoever takes over the identity can change all of it. All the actions
#   named here can be limited to ARNs.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: wildcard-resource
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the resources in place of `*`; in a template, `!GetAtt` and `!Sub` give them. Move
#     actions that only work with `*` to a statement of their own.
#   cwe: [250, 732]
#   aliases:
#     - CKV_AWS_108
#     - CKV_AWS_111
#     - CKV_AWS_288
#     - CKV_AWS_290
#     - CKV_AWS_355
#     - CKV_AWS_356
#     - RESOURCE_STAR
#     - W11
#     - W12
#     - W13
#     - AwsSolutions-IAM5
#     - WildcardResourceRule
#     - IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE
package iamlint.rules.wildcard_resource

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.any_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	resources.gravest(statement) == "change"
	message := resources.message(statement, "on every resource")
}
