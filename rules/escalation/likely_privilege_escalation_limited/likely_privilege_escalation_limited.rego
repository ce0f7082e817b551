# METADATA
# title: Whatever runs with a role can be changed
# description: |
#   These permissions let whoever has them change every function, stack, instance or the like of the account, and work
#   with the roles of those. What these roles may do the template does not show.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: likely-privilege-escalation-limited
#   category: escalation
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Give `iam:PassRole` a statement of its own, with the ARN of the role that is passed and the condition
#     `StringEquals: {iam:PassedToService: …}`. Name the functions, stacks or instances that are changed, and give
#     these roles no more than whoever may change them.
#   cwe: [250, 269]
#   aliases:
#     - PRIVILEGE_ESCALATION
#     - PrivilegeEscalation
#     - CKV_AWS_286
#     - CKV_AWS_110
package iamlint.rules.likely_privilege_escalation_limited

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "likely-limited")
}
