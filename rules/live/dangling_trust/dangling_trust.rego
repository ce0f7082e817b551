# METADATA
# title: Trust in an identity provider that is gone
# description: |
#   The role trusts an identity provider that the account no longer has. Nobody comes in by it today, but whoever may
#   make identity providers can make it anew with keys of their own, and has the role at once. Of providers of a type of
#   which the account has none on record, nothing is said: their list may not have been read.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: dangling-trust
#   category: live
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Take the provider out of the trust policy, or delete the role if nobody else assumes it.
#   cwe: [672]
#   aliases: []
package iamlint.rules.dangling_trust

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, principal.at, message) if {
	some account in input.accounts
	some statement in input.having.trust
	trust.assumes(statement)
	some principal in statement.principals
	type := types[principal.kind]
	[_, name] := split(principal.text, sprintf(":iam::%s:%s-provider/", [account.id, lower(type)]))
	known := providers[account.id][type]
	not known[lower(name)]
	message := sprintf("%s trusts the %s identity provider %s, which the account does not have: take it out", [
		lib.title(statement.target),
		type,
		name,
	])
}

# providers are the names of what an account has, by its number and the type, gathered once for all principals.
providers := object.union_n([{account.id: {provider.type: {lower(provider.name): true}}} |
	some account in input.accounts
	some provider in account.providers
])

types := {"oidc": "OIDC", "saml": "SAML"}
