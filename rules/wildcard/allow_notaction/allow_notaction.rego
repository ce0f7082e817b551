# METADATA
# title: Everything allowed but some actions
# description: |
#   Allow with `NotAction` gives every action of every service except those listed, also of services that open
#   later. It looks like a limit and is close to administration: leaving out `iam:*` keeps nobody from passing roles to
#   machines, reading secrets or deleting data.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: allow-notaction
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List the actions that are needed in `Action`. If something is to be kept from somebody who may do all else,
#     allow that in one statement and add another with `Effect: Deny`, which nothing can undo.
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
package iamlint.rules.allow_notaction

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_actions[0].at, message) if {
	some statement in input.having.not_action
	wildcards.gives(statement)
	statement.document.kind != "resource" # of which another rule speaks
	count(statement.not_resources) == 0
	wildcards.unbounded(statement)
	not wildcards.nothing_left(statement)
	message := sprintf(
		"%s do everything but %s%s: list what is needed in Action, or forbid the rest with Deny",
		[wildcards.may(statement), wildcards.quoted(statement.not_actions), wildcards.on(statement)],
	)
}
