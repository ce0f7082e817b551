# METADATA
# title: Several steps lead to an administrator
# description: |
#   This principal may become another, or hand it to a service, and that one may go on, until somebody may do
#   everything or give itself any permissions. Each step may look harmless where it stands; the finding tells all of
#   them in their order.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_compare-resource-policies.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
# custom:
#   id: privilege-escalation-chain
#   category: escalation
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take away the step that is not needed: let the role that stands in between trust fewer, or give it less.
#   cwe: [250, 269]
#   aliases: []
package iamlint.rules.privilege_escalation_chain

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "chain")
}
