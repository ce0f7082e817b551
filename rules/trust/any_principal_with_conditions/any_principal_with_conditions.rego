# METADATA
# title: Anyone who meets a condition may assume the role
# description: |
#   A trust policy whose principal is `*` with a condition that keeps strangers out is as good as its condition: one
#   slip in the operator, in the key or in its value, and every AWS account in the world may assume the role. A list
#   of principals does not fail that way.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# custom:
#   id: any-principal-with-conditions
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Name the accounts, roles or services in `Principal`, and keep the condition besides. Where a whole organization
#     is meant, the condition on `aws:PrincipalOrgID` is the way to say so: suppress the finding then.
#   cwe: [284]
#   aliases:
#     - AssumableByAnyPrincipalWithConditions
package iamlint.rules.any_principal_with_conditions

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.anyone
	trust.assumes(statement)
	statement.closed
	some principal in statement.principals
	principal.kind == "anyone"
	message := sprintf(
		"nothing but a condition on %s keeps strangers from assuming %s: name the accounts or roles in Principal, too",
		[lib.words(trusts.limiting(statement)), trust.role(statement.target)],
	)
}
