# METADATA
# title: Resource policy that allows everything but some actions
# description: |
#   Allow with `NotAction` in the policy of a bucket, queue, topic or key gives its principals every action on it except
#   those listed: to delete it, and most often to replace this very policy, after which they can let in whom they
#   like. Actions that AWS adds later come with it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: resource-policy-notaction
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List the actions that the principals need in `Action`. To keep something from everybody, add a statement with
#     `Effect: Deny`.
#   cwe: [250, 269]
#   aliases:
#     - W18
#     - W19
#     - W20
#     - SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - S3_BUCKET_POLICY_NO_ALLOW_PLUS_NOT_ACTION
package iamlint.rules.resource_policy_notaction

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_actions[0].at, message) if {
	some statement in input.having.not_action
	statement.effect == "Allow"
	statement.document.kind == "resource"
	count(statement.not_resources) == 0 # with both, another rule speaks
	not statement.overruled
	not wildcards.nothing_left(statement)
	message := sprintf(
		"%s do everything but %s%s: list what is needed in Action",
		[wildcards.may(statement), wildcards.quoted(statement.not_actions), wildcards.on(statement)],
	)
}
