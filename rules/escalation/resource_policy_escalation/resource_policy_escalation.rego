# METADATA
# title: A resource can be opened to oneself
# description: |
#   Who may write the policy of a resource can let himself in: what his own policies leave out, that of the
#   resource gives. So it is with buckets, keys, secrets, queues, topics, repositories and functions.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
# custom:
#   id: resource-policy-escalation
#   category: escalation
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave writing the policy to the role that deploys the resource, or give what it can take anyway, so that it can
#     be seen.
#   cwe: [269, 732]
#   aliases:
#     - RESOURCE_POLICY_PRIVILEGE_ESCALATION
package iamlint.rules.resource_policy_escalation

import data.iamlint.lib
import data.iamlint.lib.escalation

report contains escalation.with_steps(lib.finding(found.target, found.at, message), found) if {
	some found in input.having.escalations
	found.gains == "resource"
	found.confidence != "possible"
	message := sprintf("%s %s, with %s, though it is not allowed %s: %s", [
		escalation.who(found.target),
		found.may,
		lib.words(found.actions),
		lib.words(found.lacks),
		remedy(found.steps[0]),
	])
}

# remedy is what to do about a step. What SAM wrote can't be shortened, but it can be left out.
remedy(step) := sprintf("write a statement with the actions that it needs in the place of %s", [step.document]) if {
	step.origin == "template"
} else := "leave that to the role that deploys it"
