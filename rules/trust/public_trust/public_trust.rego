# METADATA
# title: Anyone may assume the role
# description: |
#   A trust policy whose principal is `*` lets every AWS account in the world assume the role: the attacker
#   needs to know its ARN and nothing else. Conditions narrow this only if a missing key can't pass them.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: public-trust
#   category: trust
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Name the accounts, roles or services that are to assume the role. If they are too many to name, ask for
#     your organization with the condition `StringEquals: {aws:PrincipalOrgID: o-…}`.
#   cwe: [284, 732]
#   aliases:
#     - CKV_AWS_60
#     - FG_R00219
#     - ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL
#     - GenericWildcardPrincipalRule
package iamlint.rules.public_trust

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.anyone
	trust.assumes(statement)
	not statement.closed
	not statement.unresolved
	some principal in statement.principals
	principal.kind == "anyone"
	message := sprintf(
		"anyone in any AWS account may assume %s: name the principals that need it, or add aws:PrincipalOrgID",
		[trust.role(statement.target)],
	)
}
