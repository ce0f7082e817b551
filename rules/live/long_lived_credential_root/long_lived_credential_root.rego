# METADATA
# title: Access key of the root user
# description: |
#   The root user may do everything in its account, and no policy of the account limits it. An access key gives that to
#   whoever has a copy of it, without a second factor, until it is deleted.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user_manage_delete-key.html
# custom:
#   id: long-lived-credential-root
#   category: live
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Delete the key. What needs to be done as the root user is done in the console, with a second factor; all else is for roles.
#   cwe: []
#   aliases:
#     - iam_no_root_access_key
#     - AWS-0141
package iamlint.rules.long_lived_credential_root

import data.iamlint.lib

report contains lib.finding(root, key.at, message) if {
	some root in input.records
	root.kind == "root"
	some key in root.credentials
	key.kind == "access-key"
	key.active
	message := sprintf("the root user has an active %s, which may do everything: delete it", [key.name])
}
