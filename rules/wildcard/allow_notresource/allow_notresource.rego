# METADATA
# title: Everything allowed but some resources
# description: |
#   Allow with `NotResource` reaches every resource except those listed: all others of the account, those that are made
#   later, and those of other accounts that let this one in. Whoever adds a resource has to think of this policy.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
# custom:
#   id: allow-notresource
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List the ARNs of the resources that are needed in `Resource`. To protect a few of them, add a statement with
#     `Effect: Deny` for these.
#   cwe: [250, 269]
#   aliases: [W21, W22, W23, IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_RESOURCE]
package iamlint.rules.allow_notresource

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_resources[0].at, message) if {
	some statement in input.having.not_resource
	wildcards.gives(statement)
	count(statement.actions) > 0
	count(statement.not_actions) == 0
	not wildcards.nothing_left(statement)
	message := sprintf(
		"%s use %s on everything but %s: list the ARNs that are needed in Resource, or protect these with Deny",
		[wildcards.may(statement), wildcards.quoted(statement.actions), wildcards.quoted(statement.not_resources)],
	)
}
