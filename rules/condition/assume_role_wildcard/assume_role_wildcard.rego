# METADATA
# title: Any role may be assumed
# description: |
#   With `sts:AssumeRole` on `*` only the trust policies of roles decide which this identity may become. A
#   role that trusts the whole account, as many do, is then open to it; and in other people's accounts it can
#   sign in, and send data, wherever it is trusted.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html
# custom:
#   id: assume-role-wildcard
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the roles that are assumed. For roles that are too many to name, use a path,
#     `role/deploy/*`, in named accounts, or the condition `StringEquals: {aws:ResourceOrgID: o-…}`.
#   cwe: [250, 269]
#   aliases:
#     - iam_no_custom_policy_permissive_role_assumption
#     - iam_policy_grants_assumerole_permission_across_all_services
package iamlint.rules.assume_role_wildcard

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.reach_at, message) if {
	some statement in input.having.watched
	grant := statement.grants["sts:AssumeRole"]
	conditions.listed(grant)
	grant.reach in {"all", "type"}
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	not conditions.every_action(statement)
	message := sprintf("%s assume %s, in any account that trusts it%s: write the ARNs of the roles that it needs", [
		wildcards.may(statement),
		conditions.every_one(statement, "role"),
		conditions.through(grant, "sts:AssumeRole"),
	])
}

# An ARN that names the role but no account is of everybody who makes a role of that name.
report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.any_account
	grant := statement.grants["sts:AssumeRole"]
	not grant.reach in {"all", "type"}
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	some resource in statement.resources
	resource.any_account
	resource.service == "iam"
	message := sprintf("%s assume a role in any account that has one of the name %q: write the account's number%s", [
		wildcards.may(statement),
		resource.text,
		lib.pseudo(statement.target, ", or ${AWS::AccountId}"),
	])
}
