# METADATA
# title: Passwords that may be weak
# description: |
#   Without a password policy of its own, an account takes passwords of eight characters, and the one that a user had before.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: weak-password-policy
#   category: live
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Set a password policy that asks for 14 characters at least, and does not take the last 24 passwords again. Better still, let
#     people sign in through IAM Identity Center, so that no user has a password.
#   cwe: []
#   aliases:
#     - CKV_AWS_9
#     - CKV_AWS_10
#     - AWS-0063
#     - AWS-0056
#     - iam_password_policy_minimum_length_14
#     - iam_password_policy_reuse_24
package iamlint.rules.weak_password_policy

import data.iamlint.lib

report contains lib.finding({"name": account.id}, account.password_policy.at, message) if {
	some account in input.accounts
	account.password_policy.read
	account.passwords != 0
	some weakness in weaknesses(account.password_policy)
	message := sprintf("passwords of users %s", [weakness])
}

weaknesses(policy) := {"may have eight characters, as the account has no password policy: set one"} if not policy.set

weaknesses(policy) := {weakness | some weakness in [short(policy), repeated(policy)]; weakness != ""} if policy.set

short(policy) := sprintf("may have %d characters: ask for 14 at least", [policy.length]) if policy.length < 14

short(policy) := "" if policy.length >= 14

repeated(policy) := sprintf("may be taken again after %d others: remember the last 24", [policy.reuse]) if policy.reuse < 24

repeated(policy) := "" if policy.reuse >= 24
