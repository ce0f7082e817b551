# METADATA
# title: Managed policy that nobody has
# description: |
#   A managed policy that is attached to nobody gives nothing to anybody, until somebody attaches it for its name without
#   reading what it allows.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
# custom:
#   id: unused-policy
#   category: live
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Delete it. What is kept for later is better kept in a template.
#   cwe: []
#   aliases:
#     - iam_customer_unattached_policy_no_administrative_privileges
package iamlint.rules.unused_policy

import data.iamlint.lib

report contains lib.finding(policy, policy.at, message) if {
	some policy in input.records
	policy.attachments == 0
	message := sprintf("%s is attached to nobody and bounds nobody: delete it", [lib.title(policy)])
}
