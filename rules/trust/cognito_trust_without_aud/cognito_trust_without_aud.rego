# METADATA
# title: Anyone's Cognito identity pool may assume the role
# description: |
#   Cognito signs tokens for the identity pools of all AWS accounts. A role that does not ask for its own pool in
#   `cognito-identity.amazonaws.com:aud` can be assumed by way of a pool that an attacker has made, with guests
#   allowed.
# related_resources:
#   - https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
#   - https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
# custom:
#   id: cognito-trust-without-aud
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Add `StringEquals: {cognito-identity.amazonaws.com:aud: !Ref IdentityPool}`, and `ForAnyValue:StringLike:
#     {cognito-identity.amazonaws.com:amr: authenticated}` where guests are not meant.
#   cwe: [284, 287]
#   aliases: []
package iamlint.rules.cognito_trust_without_aud

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	lower(principal.text) == "cognito-identity.amazonaws.com"
	not trusts.asks(statement, {"cognito-identity.amazonaws.com:aud"})
	message := sprintf(
		"every Cognito identity pool of any account may assume %s: add StringEquals on %s:aud with the id of yours",
		[trust.role(statement.target), principal.text],
	)
}
