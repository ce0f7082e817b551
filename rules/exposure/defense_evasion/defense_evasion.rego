# METADATA
# title: What watches the account may be stopped
# description: |
#   The first thing that an intruder does is to stop the records and the alarms. Whoever may stop trails,
#   recorders, detectors or flow logs can act unseen from then on. Hardly anything that runs every day needs
#   that.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
#   - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
# custom:
#   id: defense-evasion
#   category: exposure
#   severity: high
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       tooling:
#         type: array
#         description: The roles that set up what watches the account, by logical id or name, with wildcards.
#         default: []
#         items: {type: string}
#   remediation: |
#     Take the action out; deny it by an SCP for all but the roles that set up the account. Where it has to
#     stay, write the ARN of the trail or detector.
#   cwe: [778, 732]
#   aliases: []
package iamlint.rules.defense_evasion

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	not spared(statement.target)
	actions := exposure.named(statement, "evasion")
	message := exposure.message(statement, "stop what watches the account", actions)
}

spared(target) if {
	target.kind == "role"
	some pattern in input.settings.defense_evasion.tooling
	glob.match(pattern, null, target.name)
}
