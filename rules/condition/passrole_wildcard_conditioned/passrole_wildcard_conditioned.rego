# METADATA
# title: Any role may be passed, under a condition
# description: |
#   A condition limits whom this identity may hand roles to, but not which roles: with one service that runs
#   code, such as Lambda, it still gets the permissions of every role that trusts the service. Roles made
#   tomorrow are among them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
# custom:
#   id: passrole-wildcard-conditioned
#   category: condition
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Keep the condition, and write the ARN of the role that is passed in place of the wildcard.
#   cwe: [250, 269]
#   aliases:
#     - PASS_ROLE_WITH_STAR_IN_RESOURCE
#     - PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE
#     - PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION
#     - PASS_ROLE_WITH_NOT_RESOURCE
#     - PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE
#     - PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE
#     - F38
#     - F39
#     - F40
#     - AWS-0342
#     - IAM_POLICY_NO_WILDCARD_RESOURCE_ON_PASSROLE
#     - IAM_ROLE_NO_WILDCARD_RESOURCE_ON_PASSROLE
package iamlint.rules.passrole_wildcard_conditioned

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.reach_at, message) if {
	some statement in input.having.watched
	grant := statement.grants["iam:PassRole"]
	conditions.listed(grant)
	grant.reach in {"all", "type", "account"}
	statement.effect == "Allow"
	statement.document.kind == "identity"
	statement.scoped
	not conditions.every_action(statement)
	message := sprintf("%s pass %s%s, limited by a condition only: write the ARN of the role that it is to pass", [
		wildcards.may(statement),
		conditions.every_one(statement, "role"),
		conditions.through(grant, "iam:PassRole"),
	])
}
