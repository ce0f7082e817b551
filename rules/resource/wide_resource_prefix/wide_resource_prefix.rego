# METADATA
# title: Writing to all of an account's tables, keys or functions
# description: |
#   An ARN with the account's number looks narrow, but `table/*` or `function:*` is everything of its kind that
#   the account has and will have. In services that hold data, keys, code or identities that is as much as `*`
#   in an account of one's own.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: wide-resource-prefix
#   category: resource
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Write the names of the resources, or the beginning that they share.
#   cwe: [732]
#   aliases: []
package iamlint.rules.wide_resource_prefix

import data.iamlint.lib
import data.iamlint.lib.resources

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.account_resource
	resources.account_wide(statement) == "write"
	some resource in statement.resources
	resource.at == statement.reach_at
	message := resources.account_message(statement, "write", "write", resource)
}
