# METADATA
# title: Permissions may be changed without limit
# description: |
#   These actions change who may do what, and take no ARN that would limit them: whoever has one can open event
#   buses, data lakes or registries of the account to others, or give itself more. They belong to those who
#   administer the service only.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: unconstrained-permissions-management
#   category: exposure
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the action out of what runs every day, and deploy such changes with a role of their own. Where it has
#     to stay, add a condition on who may use it.
#   cwe: [269, 732]
#   aliases:
#     - CKV_AWS_109
#     - CKV_AWS_289
#     - PERMISSIONS_MANAGEMENT_ACTIONS
#     - ResourceExposure
package iamlint.rules.unconstrained_permissions_management

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "opens-access")
	message := exposure.message(statement, "change who may do what", actions)
}
