# METADATA
# title: Strangers' projects may assume the role
# description: |
#   Some identity providers sign tokens for the projects of all their customers. A trust policy that does not ask
#   whose project a token is from, or asks for a subject that everybody can have, lets any customer of the provider
#   assume the role.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# custom:
#   id: oidc-without-scope-shared
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Ask for the subject of your own project: `StringLike: {gitlab.com:sub: project_path:GROUP/PROJECT:*}` and the
#     like for other providers. An audience is no limit: whoever asks for a token chooses it.
#   cwe: [284, 287]
#   aliases:
#     - MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL
package iamlint.rules.oidc_without_scope_shared

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	host := trusts.own_issuer(statement, principal)
	subject := trusts.shared[host]
	not "sub" in trusts.claims(statement)
	count(trusts.subjects(statement, host)) == 0
	message := sprintf(
		"anybody's projects on %s may assume %s: add a condition on %s:sub, such as %s",
		[host, trust.role(statement.target), host, subject],
	)
}

report contains lib.finding(statement.target, value.at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	host := trusts.own_issuer(statement, principal)
	subject := trusts.shared[host]
	some value in trusts.subjects(statement, host)
	trusts.anybodys(value.text)
	message := sprintf(
		"strangers' projects on %s may assume %s with the subject %q: write %s",
		[host, trust.role(statement.target), value.text, subject],
	)
}
