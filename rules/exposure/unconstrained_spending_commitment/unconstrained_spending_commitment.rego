# METADATA
# title: Purchases may be made for months or years
# description: |
#   Reservations, savings plans, domains and marketplace subscriptions are contracts: they can't be taken back
#   like a machine that is stopped. Workloads never need them; those who buy for the account do.
# related_resources:
#   - https://docs.aws.amazon.com/savingsplans/latest/userguide/identity-access-management.html
#   - https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html
# custom:
#   id: unconstrained-spending-commitment
#   category: exposure
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Take the action out of all but the role of those who buy, and let that role ask for MFA.
#   cwe: [732, 770]
#   aliases:
#     - iam_policy_no_wildcard_marketplace_subscribe
#     - iam_inline_policy_no_wildcard_marketplace_subscribe
package iamlint.rules.unconstrained_spending_commitment

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "commitments")
	message := exposure.message(statement, "commit the account to costs", actions)
}
