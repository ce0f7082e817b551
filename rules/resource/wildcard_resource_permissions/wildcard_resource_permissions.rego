# METADATA
# title: Actions that change permissions on every resource
# description: |
#   Actions that change who may do what (policies, grants, access points, shared snapshots) open whatever
#   they are allowed on. Allowed on `*`, one taken-over function or pipeline can open every role, bucket or
#   key of the account, for itself or for strangers. All the actions named here can be limited to ARNs.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: wildcard-resource-permissions
#   category: resource
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the resources in place of `*`; in a template, `!GetAtt` and `!Sub` give them. Move
#     actions that only work with `*` to a statement of their own.
#   cwe: [250, 732]
#   aliases:
#     - CKV_AWS_109
#     - CKV_AWS_289
#     - CKV_AWS_356
#     - RESOURCE_STAR
#     - W11
#     - W12
#     - W13
#     - AwsSolutions-IAM5
#     - WildcardResourceRule
#     - IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE
package iamlint.rules.wildcard_resource_permissions

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, statement.reach_at, message) if {
	some statement in input.having.any_resource
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	resources.gravest(statement) == "permissions"
	message := resources.message(statement, "on every resource")
}
