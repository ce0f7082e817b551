# METADATA
# title: Trust policy with a resource
# description: |
#   The resource of a trust policy is the role that it belongs to. IAM refuses a trust policy that names one, so the
#   stack fails; and whoever wrote the line may have meant it as a limit.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
# custom:
#   id: trust-with-resource
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take `Resource` or `NotResource` out. What the role may do belongs into its identity policies; who may assume
#     it is limited with `Principal` and `Condition`.
#   cwe: [1286]
#   aliases:
#     - ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE
package iamlint.rules.trust_with_resource

import data.iamlint.lib

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.trust
	resource := array.concat(statement.resources, statement.not_resources)[0]
	message := sprintf(
		"%s names the resource %q in its trust policy, which IAM refuses: take it out",
		[lib.title(statement.target), resource.text],
	)
}
