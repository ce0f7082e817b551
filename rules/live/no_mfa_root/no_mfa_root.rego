# METADATA
# title: Root user without a second factor
# description: |
#   The root user may do everything in its account, close it and change who pays. Without a second factor its password, or the
#   mailbox with which a new one is set, is all that one needs for that.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html
# custom:
#   id: no-mfa-root
#   category: live
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Register two MFA devices for the root user. In an organization, take the root users of member accounts their credentials
#     away altogether.
#   cwe: []
#   aliases:
#     - AWS-0142
#     - iam_root_mfa_enabled
package iamlint.rules.no_mfa_root

import data.iamlint.lib

report contains lib.finding(root, root.at, message) if {
	some root in input.records
	root.kind == "root"
	root.mfa == "missing"
	message := "the root user signs in with a password alone: enable MFA for it"
}
