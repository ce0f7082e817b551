# METADATA
# title: User with credentials of its own
# description: |
#   An IAM user signs in with a password or access keys that stay valid until somebody takes them away. They are
#   what leaks into repositories and laptops. A role gives credentials that end by themselves, to people through
#   an identity provider and to machines through where they run.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html
# custom:
#   id: iam-user
#   category: hygiene
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Let people sign in through IAM Identity Center or another identity provider. Give machines in AWS a role,
#     those outside a role by IAM Roles Anywhere or OIDC federation. Keep a user only for what can take nothing
#     else, and write down why.
#   cwe: [798]
#   aliases:
#     - CKV_AWS_273
#     - iam_user
package iamlint.rules.iam_user

import data.iamlint.lib

report contains lib.finding(user, user.at, message) if {
	some user in input.resources
	user.type == "AWS::IAM::User"
	message := sprintf(
		"%s signs in with credentials that do not end by themselves: let people and machines assume a role instead",
		[lib.title(user)],
	)
}
