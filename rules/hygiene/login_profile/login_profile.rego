# METADATA
# title: Password that need not be changed
# description: |
#   Whoever writes the template, or deploys it, knows the password that it gives to a user. As long as the user
#   does not have to change it at the first sign-in, somebody else can sign in as that user.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
# custom:
#   id: login-profile
#   category: hygiene
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Set `PasswordResetRequired: true` in the LoginProfile. Better, have no user at all: let people sign in
#     through an identity provider.
#   cwe: [262, 521]
#   aliases:
#     - W50
#     - iam_user_login_profile_password_reset_required
#     - IAM_USER_LOGIN_PROFILE_PASSWORD_RESET_RULE
package iamlint.rules.login_profile

import data.iamlint.lib

report contains lib.finding(user, user.properties.LoginProfile.key_at, message) if {
	some user in input.resources
	user.type == "AWS::IAM::User"
	not resets(user)
	message := sprintf(
		"%s may keep the password that the template gives, which others know: set PasswordResetRequired to true",
		[lib.title(user)],
	)
}

# What is not known before deployment may be true.
resets(user) if {
	some value in user.properties["LoginProfile.PasswordResetRequired"].values
	not value.known
}

resets(user) if {
	some value in user.properties["LoginProfile.PasswordResetRequired"].values
	lower(value.text) in {"true", "yes", "on"}
}
