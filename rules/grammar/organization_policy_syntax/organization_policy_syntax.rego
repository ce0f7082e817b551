# METADATA
# title: An organization's policy that AWS refuses
# description: |
#   Policies of an organization have a grammar of their own. A service control policy has no `Principal`.
#   A resource control policy denies, for `Principal: "*"`, named actions of the services that it applies
#   to, without `NotAction` and `NotPrincipal`. AWS refuses others, and the guardrail is not there.
# related_resources:
#   - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
#   - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
# custom:
#   id: organization-policy-syntax
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     In a service control policy, take `Principal` out and limit by conditions such as
#     `aws:PrincipalArn`. In a resource control policy write `Effect: Deny`, `Principal: "*"` and actions
#     such as `s3:*`; spare principals with conditions.
#   cwe: [863]
#   aliases: [SCP_SYNTAX_ERROR_PRINCIPAL, RCP_SYNTAX_ERROR_EFFECT, RCP_SYNTAX_ERROR_PRINCIPAL, RCP_SYNTAX_ERROR_NOTACTION, RCP_SYNTAX_ERROR_NOTPRINCIPAL, RCP_SYNTAX_ERROR_ACTION, invalid_rcp_effect, invalid_rcp_principal, invalid_rcp_action]
package iamlint.rules.organization_policy_syntax

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	statement.document.kind == "scp"
	some fault in statement.faults
	fault.kind == "unsupported-element"
	message := sprintf("%s has %s, which a service control policy can't have: limit it by conditions such as aws:PrincipalArn", [
		grammar.whose(statement),
		fault.element,
	])
}

report contains lib.finding(statement.target, statement.effect_at, message) if {
	some statement in input.having.statements
	is_resource_control(statement)
	statement.effect == "Allow"
	message := sprintf("%s allows, but a resource control policy can only deny: write Effect: Deny", [grammar.whose(statement)])
}

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.statements
	is_resource_control(statement)
	some principal in statement.principals
	not principal.kind in {"anyone", "unresolved"}
	message := sprintf("%s names the principal %q, but a resource control policy is for all of them: write * and limit it by conditions", [
		grammar.whose(statement),
		principal.text,
	])
}

report contains lib.finding(statement.target, word.at, message) if {
	some statement in input.having.statements
	is_resource_control(statement)
	some element, words in {"NotAction": statement.not_actions, "NotPrincipal": statement.not_principals}
	some word in words
	message := sprintf("%s has %s, which a resource control policy can't have: say what it denies, and spare others by conditions", [
		grammar.whose(statement),
		element,
	])
}

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.statements
	is_resource_control(statement)
	some action in statement.actions
	action.wildcard == "every"
	message := sprintf("%s denies %q, but a resource control policy names services: write actions such as s3:*", [
		grammar.whose(statement),
		action.text,
	])
}

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "rcp-service"
	message := sprintf("%s denies %q, to whose service resource control policies do not apply: take it out, or use a service control policy", [
		grammar.whose(statement),
		fault.text,
	])
}

is_resource_control(statement) if {
	statement.document.kind == "rcp"
	statement.document.origin == ""
}
