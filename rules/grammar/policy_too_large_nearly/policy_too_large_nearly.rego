# METADATA
# title: A policy that is nearly too large
# description: |
#   The policy uses more than nine tenths of the characters that IAM takes. The next statement may be the
#   one with which a deployment fails.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
# custom:
#   id: policy-too-large-nearly
#   category: grammar
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Split the policy into several managed policies, or shorten it: a pattern instead of many ARNs, one
#     statement for what has the same resources.
#   cwe: [863]
#   aliases: [POLICY_SIZE]
package iamlint.rules.policy_too_large_nearly

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.origin == ""
	limit := grammar.limit(document)
	document.size <= limit.size
	limit.size * 9 < document.size * 10
	message := sprintf("%s has %d of the %d characters that %s can have: split it before it grows", [
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
	target.inline_size <= limit.size
	limit.size * 9 < target.inline_size * 10
	message := sprintf("%s %d of the %d characters that %s can have: move some to a managed policy before they grow", [
		grammar.inline(target),
		target.inline_size,
		limit.size,
		limit.what,
	])
}

report contains lib.finding(target, target.at, message) if {
	some target in input.targets
	attached := count(target.managed)
	attached > 10
	attached <= 20
	message := sprintf("%s has %d managed policies attached, more than the 10 that are possible unless the quota was raised: join some", [
		lib.title(target),
		attached,
	])
}
