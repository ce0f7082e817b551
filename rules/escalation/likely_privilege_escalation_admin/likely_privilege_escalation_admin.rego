# METADATA
# title: Who has this can make itself an administrator
# description: |
#   These permissions together let whoever has them give themselves, or somebody whom they become, any permissions.
#   They reach every identity of the account, so that there is one that it works with, though the template does not
#   show it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://pathfinding.cloud/
# custom:
#   id: likely-privilege-escalation-admin
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
package iamlint.rules.likely_privilege_escalation_admin

import data.iamlint.lib.escalation

report contains escalation.report(found) if {
	some found in input.having.escalations
	escalation.speaks(found, "likely-admin")
}
