# METADATA
# title: All of a service by an AWS managed policy
# description: |
#   AWS's policies with FullAccess in their names allow all actions of a service on every resource, and often some of
#   its neighbours' too. That takes in deleting and sharing what other parts of the system keep there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: privileged-managed-policy-service
#   category: wildcard
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write a policy with the actions and resources that are needed, or for a SAM function take the policy template that
#     names the resource, such as `SQSSendMessagePolicy`.
#   cwe: [250, 269]
#   aliases: [W44, AwsSolutions-IAM4, IAMRolesOverprivilegedRule]
package iamlint.rules.privileged_managed_policy_service

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(target, attachment.at, message) if {
	some target in input.targets
	some attachment in target.managed
	name := wildcards.policy_name(attachment)
	contains(name, "FullAccess")
	not wildcards.privileged[name]
	message := sprintf(
		"%s has %s, which allows far more than one needs, on every resource: attach a policy with the actions and resources it needs",
		[lib.title(target), name],
	)
}
