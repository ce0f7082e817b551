# METADATA
# title: Principal that can't assume the role as it is given
# description: |
#   Each kind of principal assumes a role by an action of its own: an OIDC provider by
#   `sts:AssumeRoleWithWebIdentity`, a SAML provider by `sts:AssumeRoleWithSAML`, everybody else by `sts:AssumeRole`.
#   With the action of another kind the statement lets nobody in, and neither does it by the claims of another provider,
#   as after a copy from a role of another EKS cluster. Some services need to tag the session, too: Pod
#   Identity of EKS, and Roles Anywhere, which also sets the source identity.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
#   - https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html
# custom:
#   id: action-principal-mismatch
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Give each kind of principal a statement of its own with the action that it needs. For
#     `rolesanywhere.amazonaws.com` allow `sts:AssumeRole`, `sts:TagSession` and `sts:SetSourceIdentity`; for
#     `pods.eks.amazonaws.com` `sts:AssumeRole` and `sts:TagSession`.
#   cwe: [1164]
#   aliases:
#     - MISMATCHED_ACTION_FOR_PRINCIPAL
#     - MISSING_ACTION_FOR_ROLES_ANYWHERE
package iamlint.rules.action_principal_mismatch

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.trust
	trust.assumes(statement)
	trusts.plain(statement)
	some principal in statement.principals
	needed := trusts.needs[principal.kind]
	not lower(needed) in {lower(action.text) | some action in statement.actions}
	message := sprintf(
		"%q can't assume %s by %s: allow it %s",
		[principal.text, trust.role(statement.target), wildcards.quoted(statement.actions), needed],
	)
}

report contains lib.finding(document.target, principal.at, message) if {
	some document in input.having.documents
	some statement in document.trusting
	trust.assumes(statement)
	trusts.plain(statement)
	some principal in statement.principals
	tagging := sessions[trusts.service(principal)]
	missing := [action | some action in tagging; not lower(action) in allowed(document, principal)]
	count(missing) > 0
	message := sprintf("%q can't assume %s without %s: add it", [
		principal.text,
		trust.role(document.target),
		lib.words(missing),
	])
}

report contains lib.finding(statement.target, condition.key_at, message) if {
	some statement in input.having.oidc
	trust.assumes(statement)
	not statement.unresolved
	count(statement.principals) == 1
	host := trim_suffix(trusts.issuer(statement.principals[0]), "/")
	not contains(host, "$")
	not startswith(host, trust.github) # whose rules speak of what keeps its repositories apart
	some condition in statement.conditions
	trust.demands(condition)
	[asked, claim] := split(condition.lower_key, ":")
	contains(asked, ".")
	not contains(asked, "$")
	trim_suffix(asked, "/") != host
	message := sprintf("%q can't assume %s by %s, as its tokens have no claims of %s: write %s:%s", [
		statement.principals[0].text,
		trust.role(statement.target),
		condition.key,
		asked,
		host,
		claim,
	])
}

# sessions are the services that do more than assume a role, with what they do.
sessions := {
	"pods.eks": ["sts:TagSession"],
	"rolesanywhere": ["sts:TagSession", "sts:SetSourceIdentity"],
}

# allowed is what a principal may do by all statements of the trust policy.
allowed(document, principal) := {lower(action.text) |
	some other in document.trusting
	other.effect == "Allow"
	principal.text in {trusted.text | some trusted in other.principals}
	some action in other.actions
}
