# METADATA
# title: Wildcard in the name of a service
# description: |
#   A wildcard before the colon, as in `*:Get*` or `s3*:PutObject`, takes in services that nobody thought of, and those that
#   AWS opens later. Of most of them the author of the policy knows neither the actions nor what they cost.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
# custom:
#   id: wildcard-service-prefix
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write one action, or one pattern, for each service that is needed.
#   cwe: [250, 269]
#   aliases:
#     - WILDCARD_IN_SERVICE_NAME
#     - F3
#     - F4
#     - F5
#     - IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAMPolicyNoStatementsWithFullAccess
#     - IAM_MANAGEDPOLICY_NO_STATEMENTS_WITH_FULL_ACCESS
#     - IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS
package iamlint.rules.wildcard_service_prefix

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.prefix_wildcard
	statement.effect == "Allow"
	some action in statement.actions
	action.wildcard == "prefix"
	action.status == "known"
	message := sprintf(
		"%s use %q, which stands for %s, in every service whose name fits: name the services and the actions of each",
		[wildcards.may(statement), action.text, wildcards.means(action)],
	)
}
