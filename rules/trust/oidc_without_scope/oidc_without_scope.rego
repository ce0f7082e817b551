# METADATA
# title: Every token of the identity provider is good enough
# description: |
#   A trust policy that asks nothing of the claims in a token lets everyone assume the role whom the provider signs
#   tokens for: all users of all its applications or, with the provider of an EKS cluster, every pod in every
#   namespace, whose tokens all have the same audience.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
# custom:
#   id: oidc-without-scope
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Ask for the subject, and for the audience: `StringEquals: {PROVIDER:sub: system:serviceaccount:NAMESPACE:NAME,
#     PROVIDER:aud: sts.amazonaws.com}`. An operator that ends in `IfExists` or begins with `ForAllValues` does not
#     do.
#   cwe: [284, 287]
#   aliases:
#     - MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL
package iamlint.rules.oidc_without_scope

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	host := trusts.own_issuer(statement, principal)
	not trusts.shared[host]
	message := sprintf(lacking(statement, host), [trust.role(statement.target), host])
}

report contains lib.finding(statement.target, value.at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	host := trusts.own_issuer(statement, principal)
	trusts.cluster(host)
	some value in trusts.subjects(statement, host)
	trusts.any_pod(value.text)
	message := sprintf(
		"every pod of the cluster may assume %s with the subject %q: write system:serviceaccount:NAMESPACE:NAME",
		[trust.role(statement.target), value.text],
	)
}

# lacking is the message of a statement that asks too little, if it does. Not knowing the host of a provider of the
# template, it can tell whether any claim is asked for.
lacking(statement, host) := concat(" ", [
	"every pod of the cluster may assume %s: add StringEquals on %s:sub,",
	"as in system:serviceaccount:NAMESPACE:NAME",
]) if {
	trusts.cluster(host)
	not "sub" in trusts.claims(statement)
	count(trusts.subjects(statement, host)) == 0
} else := "everyone with a token of the provider may assume %s: add StringEquals on %s:sub or :aud" if {
	not trusts.cluster(host)
	not statement.closed
	count(trusts.claims(statement)) == 0
}
