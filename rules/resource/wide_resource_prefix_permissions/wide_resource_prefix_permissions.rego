# METADATA
# title: Changing permissions on all of an account's roles, keys or functions
# description: |
#   An ARN with the account's number looks narrow, but `role/*` or `key/*` is everything of its kind, the
#   administrators' included. Whoever may change who has access to all of it can give himself whatever the
#   account has.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: wide-resource-prefix-permissions
#   category: resource
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the names of the resources, or the beginning that they share; keep what administers the account
#     under another path.
#   cwe: [269, 732]
#   aliases: []
package iamlint.rules.wide_resource_prefix_permissions

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.account_resource
	resources.account_wide(statement) == "permissions"
	some resource in statement.resources
	resource.at == statement.reach_at
	message := resources.account_message(statement, "permissions", "change permissions", resource)
}
