# METADATA
# title: Policy that is hard to read
# description: |
#   A policy of many statements, conditions, exceptions and services can't be understood by reading, and what
#   can't be understood is not reviewed. The score counts statements, conditions and services, and Deny, NotAction
#   and NotResource double. How much is too much can be set.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
# custom:
#   id: policy-complexity
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   settings:
#     type: object
#     properties:
#       limit:
#         type: integer
#         description: The complexity that a policy may have.
#         default: 25
#         minimum: 1
#   remediation: |
#     Make several policies of it, each for one task, and say what is allowed and not what is excepted.
#   cwe: [1120]
#   aliases:
#     - W76
#     - SPCMRule
package iamlint.rules.policy_complexity

import data.iamlint.lib

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.origin == ""
	document.complexity > input.settings.policy_complexity.limit
	message := sprintf("%s has a complexity of %d, where up to %d can be read: split it by task", [
		lib.policy(document.name, document.target),
		document.complexity,
		input.settings.policy_complexity.limit,
	])
}
