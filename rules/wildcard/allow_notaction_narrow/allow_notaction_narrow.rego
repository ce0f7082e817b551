# METADATA
# title: Everything allowed but some actions, within limits
# description: |
#   Allow with `NotAction` gives every action except those listed, also actions that AWS adds later. Its resources or its
#   condition hold it back here, but what is allowed on them can't be seen from the policy.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: allow-notaction-narrow
#   category: wildcard
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     List the actions that are needed in `Action`, and keep the resources and conditions.
#   cwe: [250, 269]
#   aliases:
#     - W14
#     - W15
#     - W16
#     - W17
#     - W18
#     - W19
#     - W20
#     - IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION_ON_TRUST_POLICY
#     - IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - SNS_TOPICPOLICY_NO_ALLOW_PLUS_NOT_ACTION
#     - S3_BUCKET_POLICY_NO_ALLOW_PLUS_NOT_ACTION
package iamlint.rules.allow_notaction_narrow

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_actions[0].at, message) if {
	some statement in input.having.not_action
	wildcards.gives(statement)
	statement.document.kind != "resource" # of which another rule speaks
	count(statement.not_resources) == 0
	not wildcards.unbounded(statement)
	not wildcards.nothing_left(statement)
	message := sprintf(
		"%s do everything but %s%s, now and in future: list what is needed in Action",
		[wildcards.may(statement), wildcards.quoted(statement.not_actions), wildcards.on(statement)],
	)
}
