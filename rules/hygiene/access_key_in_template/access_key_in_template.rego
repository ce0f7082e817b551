# METADATA
# title: Access key made by a template
# description: |
#   An access key that a template makes lasts until the stack is changed, nobody rotates it, and its secret can be
#   read by everybody who may see what the template does with it. Shown in Outputs it is open to all who may
#   describe the stack.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html
# custom:
#   id: access-key-in-template
#   category: hygiene
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Let what needs access assume a role: by an instance profile, a task role, OIDC federation or IAM Roles
#     Anywhere. If it has to be a key, make it outside the template, keep its secret in Secrets Manager and
#     rotate it there.
#   cwe: [522, 798]
#   aliases:
#     - CKV_AWS_348
#     - iam_user_too_many_access_keys
#     - root_account_has_active_access_keys
package iamlint.rules.access_key_in_template

import data.iamlint.lib

report contains lib.related(lib.finding(key, key.at, message), places) if {
	some key in input.resources
	key.type == "AWS::IAM::AccessKey"
	shown := [reference |
		some reference in key.references
		reference.property == "Outputs"
		reference.attribute == "SecretAccessKey"
	]
	places := [lib.place(reference.at, "its secret is shown here") | some reference in shown]
	message := sprintf("access key %s lasts until somebody deletes it%s: let its user assume a role instead", [
		key.name,
		open([reference.by | some reference in shown]),
	])
}

open([]) := ""

open(outputs) := sprintf(", and all who may describe the stack see its secret in Outputs as %s", [lib.words(outputs)]) if {
	count(outputs) > 0
}
