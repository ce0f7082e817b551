# METADATA
# title: A principal can reach more than it was given, with some effort
# description: |
#   What this principal may do together lets it work with the permissions of somebody in the template who has more, or
#   lift what limits it, in a way that few have at hand or that was meant: by a service that is rarely used, from a role
#   that only CloudFormation or Service Catalog assumes, or with a role or function that its policy names in full and
#   that does not rule the account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: privilege-escalation-limited
#   category: escalation
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Give `iam:PassRole` a statement of its own, with the ARN of the role that is passed and the condition
#     `StringEquals: {iam:PassedToService: …}`. Name the functions, stacks or instances that are changed. What is named
#     already should have no more permissions than whoever may use it so; if it has to, leave this to a principal that
#     nothing else uses.
#   cwe: [250, 269]
#   aliases:
#     - PRIVILEGE_ESCALATION
#     - PrivilegeEscalation
#     - CKV_AWS_286
#     - CKV_AWS_110
package iamlint.rules.privilege_escalation_limited

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "proven-limited")
}
