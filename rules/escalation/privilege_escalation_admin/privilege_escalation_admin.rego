# METADATA
# title: A principal can make itself an administrator
# description: |
#   What this principal may do together lets it give itself any permissions: by rewriting its own policies, or by
#   making an identity that has them. Whatever else its policies leave out, it can have. All that it needs is known
#   to be there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://pathfinding.cloud/
# custom:
#   id: privilege-escalation-admin
#   category: escalation
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Leave what changes permissions to a role that nothing else uses. Where people or pipelines have to make
#     roles, add the condition `StringEquals: {iam:PermissionsBoundary: …}` to all that makes them and gives them
#     policies, in a statement without other actions, and let nobody take boundaries away.
#   cwe: [250, 269]
#   aliases:
#     - PRIVILEGE_ESCALATION
#     - PrivilegeEscalation
#     - CKV_AWS_286
#     - CKV_AWS_110
package iamlint.rules.privilege_escalation_admin

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "proven-admin")
}
