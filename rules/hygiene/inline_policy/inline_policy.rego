# METADATA
# title: Inline policy
# description: |
#   An inline policy belongs to one role or group. It can't be used again, has no versions to go back to, and does
#   not show among the policies of the account. Some organizations ask for managed policies only.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: inline-policy
#   category: hygiene
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Make it an `AWS::IAM::ManagedPolicy` and name the roles or groups in it, or its ARN in their
#     `ManagedPolicyArns`.
#   cwe: [1078]
#   aliases:
#     - IAMNoInlinePolicy
#     - IAM_NO_INLINE_POLICY_CHECK
#     - F10
package iamlint.rules.inline_policy

import data.iamlint.lib

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.kind == "identity"
	document.origin == ""
	inline(document)
	message := sprintf("%s is inline: make it an AWS::IAM::ManagedPolicy and attach that", [
		lib.policy(document.name, document.target),
	])
}

inline(document) if document.target.type in {
	"AWS::IAM::Role", "AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::GroupPolicy",
}
