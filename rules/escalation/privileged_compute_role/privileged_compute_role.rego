# METADATA
# title: Code runs as an administrator
# description: |
#   A service that runs the code of those who use it may assume this role, which may do everything. Whoever changes the
#   code, gets into the machine, or makes it fetch its credentials by a forged request has the account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: privileged-compute-role
#   category: escalation
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Give the role what the code calls, and nothing else. Where something has to administer the account, let it be a
#     pipeline that nobody can write to without review.
#   cwe: [250, 272]
#   aliases:
#     - lambda_functions_with_full_privileges
#     - ecs_service_admin_role_is_present
package iamlint.rules.privileged_compute_role

import data.iamlint.lib
import data.iamlint.lib.escalation

report contains escalation.with_steps(lib.finding(found.target, found.at, message), found) if {
	some found in input.having.escalations
	found.gains == "compute"
	message := sprintf("%s may do everything, and may %s: give it what the code calls, and nothing else", [
		lib.title(found.target),
		found.may,
	])
}
