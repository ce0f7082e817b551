# METADATA
# title: Identities may be made without a permissions boundary
# description: |
#   Whoever may make a role or give one a policy decides what it may do, and can make one that may do more than
#   himself. A condition that asks for a permissions boundary keeps all that is made this way within limits that
#   somebody else has set.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
# custom:
#   id: iam-write-without-boundary
#   category: condition
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Add the condition `StringEquals: {iam:PermissionsBoundary: …}` with the ARN of the boundary; for
#     attaching, `ArnEquals: {iam:PolicyARN: …}` with the policies that may be attached does as well.
#   cwe: [250, 269]
#   aliases: []
#   yields_to:
#     - privilege-escalation-admin
#     - privilege-escalation
#     - privilege-escalation-limited
#     - likely-privilege-escalation-admin
#     - likely-privilege-escalation
#     - likely-privilege-escalation-limited
package iamlint.rules.iam_write_without_boundary

import data.iamlint.lib
import data.iamlint.lib.guards
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, statement.grants[names[0]].at, message) if {
	some statement in input.having.watched
	guards.unlimited(statement)
	names := sort([name | some name in makers; unbounded(statement, name)])
	not guards.denied_without(statement, "iam:permissionsboundary")
	message := sprintf("%s use %s for roles or users of any power: add the condition iam:PermissionsBoundary with the boundary that they must have%s", [
		wildcards.may(statement),
		lib.several({"count": count(names), "names": names}),
		guards.apart(statement, {lower(name) | some name in makers}),
	])
}

makers := {
	"iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreateRole", "iam:CreateUser", "iam:PutRolePolicy",
	"iam:PutUserPolicy",
}

unbounded(statement, name) if {
	grant := statement.grants[name]
	grant.reach in {"all", "type", "account", "prefix"}
	guards.in_person(grant)
	not guards.asks(statement, "iam:permissionsboundary")
	not chosen(statement, name)
	not themselves(statement, grant)
}

# Which policies may be attached can be said by their ARNs.
chosen(statement, name) if {
	startswith(name, "iam:Attach")
	guards.asks(statement, "iam:policyarn")
}

themselves(statement, grant) if {
	some resource in statement.resources
	resource.at == grant.reach_at
	contains(resource.text, "${aws:username}")
}
