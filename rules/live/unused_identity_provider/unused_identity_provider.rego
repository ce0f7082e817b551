# METADATA
# title: Identity provider that no role trusts
# description: |
#   Whoever an identity provider signs in may assume the roles that trust it. One that no role trusts is left over, and waits
#   for a role that trusts it by mistake.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
# custom:
#   id: unused-identity-provider
#   category: live
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Delete the identity provider.
#   cwe: []
#   aliases: []
package iamlint.rules.unused_identity_provider

import data.iamlint.lib

report contains lib.finding(provider, provider.at, message) if {
	some account in input.accounts
	some provider in account.providers
	not provider.trusted
	message := sprintf("no role trusts the %s identity provider %s: delete it", [provider.type, provider.name])
}
