# METADATA
# title: A policy that is too large
# description: |
#   IAM refuses a policy with more characters than its quota allows, white space not counted: the
#   deployment fails. For inline policies all of a role, user or group count together. What is known only
#   after deployment counts with its smallest size.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
# custom:
#   id: policy-too-large
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Split the policy into several managed policies, or shorten it: a pattern instead of many ARNs, one
#     statement for what has the same resources.
#   cwe: [863]
#   aliases: [POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, POLICY_SIZE_EXCEEDS_TRUST_POLICY_QUOTA, POLICY_SIZE_EXCEEDS_SCP_QUOTA, policy_size_exceeded]
package iamlint.rules.policy_too_large

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.origin == ""
	limit := grammar.limit(document)
	limit.size < document.size
	message := sprintf("%s has at least %d characters, more than the %d that %s can have: split it or shorten it with patterns", [
		grammar.document(document),
		document.size,
		limit.size,
		limit.what,
	])
}

report contains lib.finding(target, target.at, message) if {
	some target in input.targets
	target.type != "AWS::SSO::PermissionSet"
	target.kind in {"role", "user", "group"}
	limit := grammar.limits[target.kind]
	limit.size < target.inline_size
	message := sprintf("%s at least %d characters, more than the %d that %s can have: move some to a managed policy", [
		grammar.inline(target),
		target.inline_size,
		limit.size,
		limit.what,
	])
}

report contains lib.finding(target, target.at, message) if {
	some target in input.targets
	attached := count(target.managed)
	attached > 20
	message := sprintf("%s has %d managed policies attached, more than the 20 that are possible at most: join some", [
		lib.title(target),
		attached,
	])
}
