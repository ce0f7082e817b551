# METADATA
# title: Any role may be passed
# description: |
#   With `iam:PassRole`, an identity hands a role to a service, which then works with the role's permissions.
#   Whoever may pass every role, and start a function, instance or stack, has the permissions of the most
#   powerful role of the account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
# custom:
#   id: passrole-wildcard
#   category: condition
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARN of the role that is passed, and add the condition `StringEquals: {iam:PassedToService: …}`
#     with the service that gets it. Other actions don't have that key, and need a statement of their own.
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
package iamlint.rules.passrole_wildcard

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, grant.reach_at, message) if {
	some statement in input.having.watched
	grant := statement.grants["iam:PassRole"]
	conditions.listed(grant)
	grant.reach in {"all", "type", "account"}
	statement.effect == "Allow"
	statement.document.kind == "identity"
	not statement.scoped
	not statement.unresolved
	not conditions.every_action(statement)
	message := sprintf("%s pass %s to services that run with it%s: write the ARN of the role, and add the condition iam:PassedToService%s", [
		wildcards.may(statement),
		conditions.every_one(statement, "role"),
		conditions.through(grant, "iam:PassRole"),
		guards.apart(statement, {"iam:passrole"}),
	])
}
