# METADATA
# title: Permissions boundary that limits nothing
# description: |
#   A permissions boundary is the most that a role or user can ever do. One that allows everything says nothing, and whoever
#   relies on boundaries, such as those who may only make roles that have one, relies on nothing.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
# custom:
#   id: ineffective-boundary
#   category: live
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Make a policy of what the role or user may need at most and set it as the boundary, or deny in the boundary what nobody
#     is to do; or take the boundary away, so that nobody relies on it.
#   cwe: [250]
#   aliases: []
package iamlint.rules.ineffective_boundary

import data.iamlint.lib

report contains lib.finding(principal, principal.boundless_at, message) if {
	some principal in input.records
	principal.boundless
	message := sprintf("%s has a permissions boundary that allows everything: name in it what may be needed at most", [
		lib.title(principal),
	])
}
