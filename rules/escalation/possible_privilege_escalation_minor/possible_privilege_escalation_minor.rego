# METADATA
# title: Something in reach may have a little more
# description: |
#   These permissions would let whoever has them work with the permissions of somebody else in a way that rarely works,
#   or that gains little: what they need besides is seldom there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: possible-privilege-escalation-minor
#   category: escalation
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Make sure that what is in reach has no more permissions than whoever may change it.
#   cwe: [269]
#   aliases:
#     - PRIVILEGE_ESCALATION
#     - PrivilegeEscalation
#     - CKV_AWS_286
#     - CKV_AWS_110
package iamlint.rules.possible_privilege_escalation_minor

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "minor")
}
