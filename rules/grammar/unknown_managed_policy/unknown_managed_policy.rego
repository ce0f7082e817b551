# METADATA
# title: An AWS managed policy that does not exist
# description: |
#   The ARN of an AWS managed policy has a path, such as `service-role/`, and its name tells upper from lower case. An
#   ARN that is a little different names nothing: CloudFormation creates the rest of the stack, fails at the attachment,
#   and takes everything back.
# related_resources:
#   - https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
# custom:
#   id: unknown-managed-policy
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARN as the AWS Managed Policy Reference has it; `iamlint policy NAME` tells it, too.
#   cwe: [863]
#   aliases: []
package iamlint.rules.unknown_managed_policy

import data.iamlint.lib

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	some attachment in target.managed
	attachment.name != ""
	not attachment.exists
	attachment.suggestion != ""
	message := sprintf("%s has the AWS managed policy %q, which does not exist, so that the stack fails: did you mean %q?", [
		lib.title(target),
		attachment.text,
		attachment.suggestion,
	])
}
