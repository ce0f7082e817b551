# METADATA
# title: Something in reach may have more
# description: |
#   These permissions together would let whoever has them work with the permissions of somebody else, or lift what
#   limits them. What they reach is named or narrowed by a condition, and not in the template, so that it may well have
#   no more than they have.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   - https://pathfinding.cloud/
# custom:
#   id: possible-privilege-escalation
#   category: escalation
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Make sure that what is named has no more permissions than whoever may change it, or may pass it on.
#   cwe: [269]
#   aliases:
#     - PRIVILEGE_ESCALATION
#     - PrivilegeEscalation
#     - CKV_AWS_286
#     - CKV_AWS_110
package iamlint.rules.possible_privilege_escalation

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "possible")
}
