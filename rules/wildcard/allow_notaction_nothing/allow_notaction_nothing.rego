# METADATA
# title: Allow with NotAction that leaves nothing
# description: |
#   `NotAction: "*"` leaves out every action, so that the statement allows nothing at all. Its author meant either
#   `Action: "*"`, which is far more than one needs, or a few names that still have to be written. Until then
#   something does not work, and the next to look at it may mend it the wrong way.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: allow-notaction-nothing
#   category: wildcard
#   severity: low
#   since: 0.1.0
#   remediation: |
#     List what is needed in `Action`, or take the statement out.
#   cwe: [561]
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
package iamlint.rules.allow_notaction_nothing

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.not_action
	wildcards.gives(statement)
	statement.document.origin == ""
	some entry in statement.not_actions
	entry.wildcard == "every"
	message := sprintf(
		"%s use nothing at all, as NotAction %q leaves out every action: list what is needed in Action, or take it out",
		[wildcards.may(statement), entry.text],
	)
}
