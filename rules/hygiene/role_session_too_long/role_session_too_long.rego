# METADATA
# title: Sessions that last too long
# description: |
#   The credentials of a session stay valid for as long as the role lets them, also for whoever stole them, and
#   after the person has left. Up to four hours, unless set otherwise, are enough for most work, and a program
#   can ask again.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
# custom:
#   id: role-session-too-long
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       hours:
#         type: integer
#         description: How long a session may last.
#         default: 4
#         minimum: 1
#   remediation: |
#     Leave `MaxSessionDuration` out, which means one hour, or set it to what the longest task takes.
#   cwe: [613]
#   aliases: []
package iamlint.rules.role_session_too_long

import data.iamlint.lib

report contains lib.finding(role, duration.at, message) if {
	some role in input.resources
	role.type == "AWS::IAM::Role"
	some duration in role.properties.MaxSessionDuration.values
	regex.match(`^[0-9]+$`, duration.text)
	seconds := to_number(duration.text)
	seconds > input.settings.role_session_too_long.hours * 3600
	message := sprintf("the sessions of %s may last %d hours: set MaxSessionDuration to what its longest task takes", [
		lib.title(role),
		floor(seconds / 3600),
	])
}
