# METADATA
# title: Everything allowed but some actions, on everything but some resources
# description: |
#   Allow with both `NotAction` and `NotResource` gives all actions but a few on all resources but a few. Nobody can
#   tell what is left, and it is enough to take over the account: passing any role and making service-linked ones
#   are almost always among it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
# custom:
#   id: allow-notaction-notresource
#   category: wildcard
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     List what is needed in `Action` and `Resource`. To keep something from somebody who may do all else, add a
#     statement with `Effect: Deny`.
#   cwe: [250, 269]
#   aliases:
#     - PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE
#     - CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE
#     - W14
#     - W15
#     - W16
#     - W17
#     - W18
#     - W19
#     - W20
#     - W21
#     - W22
#     - W23
#     - IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION_ON_TRUST_POLICY
#     - IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - S3_BUCKET_POLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_RESOURCE
package iamlint.rules.allow_notaction_notresource

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_actions[0].at, message) if {
	some statement in input.having.not_action
	wildcards.gives(statement)
	count(statement.not_resources) > 0
	not wildcards.nothing_left(statement)
	message := sprintf(
		"%s do everything but %s, on everything but %s: list what is needed in Action and Resource",
		[wildcards.may(statement), wildcards.quoted(statement.not_actions), wildcards.quoted(statement.not_resources)],
	)
}
