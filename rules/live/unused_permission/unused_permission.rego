# METADATA
# title: Permissions that are not used
# description: |
#   What a role, a user or the members of a group may do and never do is of use to an attacker only. IAM tells for each service when a principal last used it in the
#   last 400 days, and for the management actions of many services when it used each of them. What it does not track, such as
#   reading an object of a bucket, is left alone here; and what is done once in two years may not show.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-action-last-accessed.html
# custom:
#   id: unused-permission
#   category: live
#   severity: medium
#   since: 0.1.0
#   settings:
#     type: object
#     properties:
#       days:
#         type: integer
#         description: How old a role or user, or of a group some member, has to be before its use says anything.
#         default: 90
#         minimum: 1
#   remediation: |
#     Take the permissions out. `iamlint audit --usage --suggest DIR` writes the policies without them.
#   cwe: []
#   aliases:
#     - UnusedPermission
package iamlint.rules.unused_permission

import data.iamlint.lib

report contains lib.finding(principal, unused.at, message) if {
	some principal in input.records
	principal.observed >= input.settings.unused_permission.days
	some unused in principal.unused
	message := sprintf("%s used %s: take the permissions out", [who(principal), what(unused)])
}

who(principal) := sprintf("%s has not", [lib.title(principal)]) if principal.kind != "group"

who(principal) := sprintf("no member of %s has", [lib.title(principal)]) if principal.kind == "group"

what(unused) := sprintf("%s in the last 400 days, of which it may use %s", [unused.service, lib.several(unused.actions)]) if {
	unused.whole
}

what(unused) := sprintf("%s", [lib.several(unused.actions)]) if not unused.whole
