# METADATA
# title: Great power by an AWS managed policy
# description: |
#   AWS writes policies such as `AmazonS3FullAccess` or `PowerUserAccess` to fit everybody, so that they allow much more than any
#   one needs, and on every resource. Many give power over identities, secrets, data or code; AWS also adds to them
#   without asking.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: privileged-managed-policy
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write a policy with the actions and resources that are needed. IAM Access Analyzer can draft one from what was
#     used.
#   cwe: [250, 269]
#   aliases:
#     - W44
#     - AwsSolutions-IAM4
#     - IAMRolesOverprivilegedRule
#     - iam_policy_cloudshell_admin_not_attached
#     - bedrock_full_access_policy_attached
#     - IAM_ROLE_ELEVATED_MANAGED_POLICY_RULE
package iamlint.rules.privileged_managed_policy

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	some attachment in target.managed
	name := wildcards.policy_name(attachment)
	allowed := wildcards.allowed_by(name)
	message := sprintf(
		"%s has %s, which allows %s: attach a policy with the actions and resources it needs",
		[lib.title(target), name, allowed],
	)
}
