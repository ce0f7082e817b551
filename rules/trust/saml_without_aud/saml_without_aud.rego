# METADATA
# title: SAML trust without an audience
# description: |
#   An assertion says for whom it is meant. A trust policy that does not ask for AWS's own audience takes assertions
#   that the identity provider made for some other application, whose operators could hand them on.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
# custom:
#   id: saml-without-aud
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add `StringEquals: {SAML:aud: https://signin.aws.amazon.com/saml}`.
#   cwe: [287]
#   aliases: []
package iamlint.rules.saml_without_aud

import data.iamlint.lib
import data.iamlint.lib.trust
import data.iamlint.lib.trusts

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.trust
	trust.assumes(statement)
	not statement.unresolved
	some principal in statement.principals
	principal.kind == "saml"
	not trusts.asks(statement, {"saml:aud"})
	message := sprintf(
		"%s takes assertions that were made for other applications: add StringEquals on SAML:aud, %s",
		[lib.title(statement.target), "https://signin.aws.amazon.com/saml"],
	)
}
