# METADATA
# title: Password in a template
# description: |
#   The password of a user stands in the template, or is the default of a parameter. Everybody who can read the
#   template, its repository or the stack knows it and can sign in as that user.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
# custom:
#   id: login-profile-password
#   category: hygiene
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the password from Secrets Manager with `{{resolve:secretsmanager:…}}`, or from a parameter without
#     Default and with `NoEcho: true`, and set `PasswordResetRequired: true`. Change the password that was
#     written down.
#   cwe: [259, 798]
#   aliases:
#     - F51
#     - iam_user_login_profile_password_is_in_plaintext
#     - IAM_USER_LOGIN_PROFILE_NO_PLAINTEXT_PASSWORD
package iamlint.rules.login_profile_password

import data.iamlint.lib

report contains lib.finding(user, password.at, message) if {
	some user in input.resources
	user.type == "AWS::IAM::User"
	some password in user.properties["LoginProfile.Password"].values
	password.known
	not contains(password.text, "${")
	message := sprintf(
		"the password of %s is there for all who can read the template: take it from Secrets Manager, and change it",
		[lib.title(user)],
	)
}
