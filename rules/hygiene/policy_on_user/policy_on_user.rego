# METADATA
# title: Policy on a user
# description: |
#   Permissions that hang on users are granted one by one and forgotten when the person changes jobs, and users have
#   passwords and access keys that don't expire. Groups show who may do what; roles give credentials that end
#   by themselves.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: policy-on-user
#   category: hygiene
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Let people sign in to a role through your identity provider, and machines use a role of their own. If it has to be
#     a user, attach the policy to a group with `Groups`, and put the user into the group.
#   cwe: [269]
#   aliases:
#     - CKV_AWS_40
#     - F10
#     - F11
#     - F12
#     - FG_R00007
#     - AWS-0143
#     - IAMUserNoPolicies
#     - PolicyOnUserRule
#     - ManagedPolicyOnUserRule
#     - IAM_NO_POLICY_ON_USER
#     - IAM_USER_NO_POLICIES_CHECK
#     - IAMNoInlinePolicy
#     - IAM_NO_INLINE_POLICY_CHECK
package iamlint.rules.policy_on_user

import data.iamlint.lib

# A policy that names its users is reported at each name.
report contains lib.finding(document.target, user.at, message) if {
	some document in input.having.documents
	document.kind == "identity"
	some user in document.users
	message := sprintf(
		"%s is attached to user %q: attach it to a role, or to a group that the user is in",
		[lib.policy(document.name, document.target), user.text],
	)
}

report contains lib.finding(document.target, document.at, message) if {
	some document in input.having.documents
	document.kind == "identity"
	document.target.kind == "user"
	document.origin != "managed" # that is what an attached policy says: see below
	count(document.users) == 0
	message := sprintf("%s: give it to a role, or to a group that the user is in", [own(document)])
}

report contains lib.finding(target, policy.at, message) if {
	some target in input.targets
	target.kind == "user"
	some policy in target.managed
	message := sprintf(
		"%s has managed policy %q attached: attach it to a role, or to a group that the user is in",
		[lib.title(target), policy.text],
	)
}

own(document) := sprintf("%s is a user's own", [lib.title(document.target)]) if {
	lib.attached(document.target)
} else := sprintf("%s has policy %q for itself", [lib.title(document.target), document.name])
