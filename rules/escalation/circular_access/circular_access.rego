# METADATA
# title: Two may become each other
# description: |
#   Each of these two may assume the other, so that they are one and the same to whoever gets hold of either: each has
#   all that both have.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
# custom:
#   id: circular-access
#   category: escalation
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Take away the direction that is not needed.
#   cwe: [269]
#   aliases: []
package iamlint.rules.circular_access

import data.iamlint.lib
import data.iamlint.lib.escalation

report contains escalation.with_steps(lib.finding(found.target, found.at, message), found) if {
	some found in input.having.escalations
	found.gains == "circle"
	message := sprintf("%s may assume %s, and the other way round: take away the direction that is not needed", [
		lib.title(found.target),
		escalation.title(found),
	])
}
