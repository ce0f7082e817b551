# METADATA
# title: Trust policy with every action
# description: |
#   A trust policy says how a role is assumed, and each way is an action of its own. With `*` or `sts:*` its
#   principals may also choose the tags, the source identity and the context of the session, which other policies
#   trust.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
# custom:
#   id: trust-wildcard-action
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     List what is needed: `sts:AssumeRole` for accounts, roles, users and services, `sts:AssumeRoleWithWebIdentity`
#     for OIDC providers, `sts:AssumeRoleWithSAML` for SAML providers, with `sts:TagSession` or
#     `sts:SetSourceIdentity` where somebody uses them.
#   cwe: [250, 732]
#   aliases:
#     - F2
#     - IAM_ROLE_NO_FULL_ACCESS_ON_TRUST_POLICY
package iamlint.rules.trust_wildcard_action

import data.iamlint.lib
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.trust
	statement.effect == "Allow"
	some action in statement.actions
	action.wildcard in {"every", "service"}
	message := sprintf(
		"%s lets its principals use %q, tags and source identities of their choice included: write %s",
		[lib.title(statement.target), action.text, needed(statement)],
	)
}

needed(statement) := lib.words(sort(names)) if {
	names := {trusts.needs[principal.kind] | some principal in statement.principals}
	count(names) > 0
} else := "sts:AssumeRole"
