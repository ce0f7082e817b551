# METADATA
# title: Everything of a kind is in reach, so that something has more
# description: |
#   These permissions together let whoever has them work with the permissions of somebody else, and reach every role,
#   user or group of the account. In all but the smallest accounts one of them has more.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: likely-privilege-escalation
#   category: escalation
#   severity: high
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
package iamlint.rules.likely_privilege_escalation

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "likely")
}
