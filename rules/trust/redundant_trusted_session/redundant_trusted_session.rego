# METADATA
# title: Session of a role that is trusted as a whole
# description: |
#   Who trusts a role trusts all of its sessions. A session listed beside its role adds nothing, and may suggest that
#   others are kept out.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: redundant-trusted-session
#   category: trust
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Take out the session, or, if only that session is meant, the role.
#   cwe: [1164]
#   aliases:
#     - REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY
package iamlint.rules.redundant_trusted_session

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.related(
	lib.finding(statement.target, session.at, message),
	[lib.place(role.at, "the role")],
) if {
	some statement in input.having.trust
	trust.assumes(statement)
	some session in statement.principals
	name := split(split(session.text, ":assumed-role/")[1], "/")[0]
	some role in statement.principals
	contains(role.text, ":role/")
	role.account == session.account
	role.account != ""
	array.reverse(split(role.text, "/"))[0] == name
	message := sprintf(
		"%s trusts all of the role %q, so that its session %q adds nothing: take out the one that isn't meant",
		[lib.title(statement.target), name, session.text],
	)
}
