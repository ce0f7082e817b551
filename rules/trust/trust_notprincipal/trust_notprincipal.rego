# METADATA
# title: Trust policy with NotPrincipal
# description: |
#   IAM does not take `NotPrincipal` in a role's trust policy, so the stack fails or the statement does not do what
#   it is there for: whoever it should keep out is not kept out.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
# custom:
#   id: trust-notprincipal
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List in `Principal` who may assume the role. To keep out everybody but some, use `Effect: Deny` with
#     `Principal: "*"` and a condition such as `ArnNotEquals: {aws:PrincipalArn: …}`.
#   cwe: [1286, 284]
#   aliases:
#     - ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL
#     - F6
#     - IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL
package iamlint.rules.trust_notprincipal

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.not_principals[0].at, message) if {
	some statement in input.having.not_principal
	statement.document.kind == "trust"
	statement.effect == "Deny" # of Allow another rule speaks
	message := sprintf(
		"%s keeps everyone out but %s by NotPrincipal, which a trust policy can't have: use ArnNotEquals on aws:PrincipalArn",
		[lib.title(statement.target), wildcards.quoted(statement.not_principals)],
	)
}
