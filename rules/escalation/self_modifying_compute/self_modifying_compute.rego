# METADATA
# title: Code may change itself
# description: |
#   This role may change the very function, instance or the like that runs with it. A fault in the code that lets
#   somebody use the role for a moment lets him stay, because he can put his own code in its place.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: self-modifying-compute
#   category: escalation
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave changing the code to the role that deploys it.
#   cwe: [250, 269]
#   aliases: []
package iamlint.rules.self_modifying_compute

import data.iamlint.lib
import data.iamlint.lib.escalation

report contains escalation.with_steps(lib.finding(found.target, found.at, message), found) if {
	some found in input.having.escalations
	found.gains == "own-compute"
	message := sprintf("%s may %s, and %s runs with it: leave that to the role that deploys it", [
		lib.title(found.target),
		found.may,
		found.reached,
	])
}
