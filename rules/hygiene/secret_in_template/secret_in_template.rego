# METADATA
# title: Access key in a template
# description: |
#   The id of an access key stands in the template, and where the id is, the secret is near: in the environment of
#   a function, in user data, in a parameter. Templates are in repositories and build logs, and many may describe
#   a stack.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
# custom:
#   id: secret-in-template
#   category: hygiene
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Give what runs there a role, and take the key out. Deactivate the key now: it is in the repository's
#     history. Secrets of other kinds belong into Secrets Manager, read with `{{resolve:secretsmanager:…}}`.
#   cwe: [312, 798]
#   aliases:
#     - CKV_AWS_45
#     - CKV_AWS_46
#     - CKV_AWS_384
#     - hardcoded_aws_access_key_in_lambda
package iamlint.rules.secret_in_template

import data.iamlint.lib

report contains lib.finding(secret.subject, secret.at, message) if {
	some secret in input.secrets
	message := sprintf("%s %s holds an access key for all who can read the template: deactivate it, and use a role", [
		secret.subject.type,
		secret.subject.name,
	])
}
