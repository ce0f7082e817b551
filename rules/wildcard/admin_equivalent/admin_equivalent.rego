# METADATA
# title: A policy that makes its holder an administrator without saying so
# description: |
#   The statements of this policy together allow nearly every action on everything, with all that makes
#   identities and gives them permissions. That is `*` on `*` in other words: whoever takes over the holder has
#   the account. Reviews and checks that look for the star don't see it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: admin-equivalent
#   category: wildcard
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Name the actions that are needed and the resources they are needed on. For people who do administer the
#     account, attach `AdministratorAccess` to a role that asks for MFA.
#   cwe: [250, 269]
#   aliases:
#     - CKV_AWS_62
#     - CKV_AWS_286
package iamlint.rules.admin_equivalent

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.administers
	not wildcards.bounded(document.target)
	message := sprintf(
		"%s do nearly everything on everything, IAM included, by %s: name the actions and resources it needs",
		[wildcards.may({"target": document.target, "document": document}), document.name],
	)
}
