# METADATA
# title: A principal can reach more than it was given
# description: |
#   What this principal may do together lets it work with the permissions of somebody who has more: by passing a role
#   to a service that runs its code, by changing what already runs with a role, or by taking credentials. Whom it
#   reaches is in the template, and has more.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: privilege-escalation
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
package iamlint.rules.privilege_escalation

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "proven")
}
