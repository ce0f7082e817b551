# METADATA
# title: Credentials of other systems come with a pattern for reading
# description: |
#   A pattern such as `redshift:Get*` looks like reading, and has an action among what it stands for that answers with
#   a password, a token or a key by which one gets into a database, a machine or an application. Mostly nobody meant
#   to give it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
# custom:
#   id: credentials-exposure-wildcard
#   category: exposure
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed in place of the pattern, or add a Deny of those that hand out credentials.
#   cwe: [200, 522]
#   aliases:
#     - CKV_AWS_107
#     - CKV_AWS_287
#     - CredentialsExposure
#     - CREDENTIALS_EXPOSURE
package iamlint.rules.credentials_exposure_wildcard

import data.iamlint.lib
import data.iamlint.lib.exposure
import data.iamlint.lib.wildcards

# Of patterns that also write, and of whole services, the rules on wildcards speak gravely enough.
report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.listed
	listing := statement.listed.credentials
	listing.named == 0
	exposure.unlimited(statement)
	some action in statement.actions
	action.at == listing.at
	action.wildcard == "partial"
	action.level in {"read", "list"}
	names := [name | some name in listing.names; split(name, ":")[0] == action.service]
	message := sprintf("%s use %q, and so get passwords or tokens for other systems with %s: name the actions that it needs", [
		wildcards.may(statement),
		action.text,
		lib.several({"count": count(names), "names": names}),
	])
}
