# METADATA
# title: A Deny that denies nothing
# description: |
#   `NotAction: "*"` and `NotResource: "*"` leave everything out, so that the Deny holds for nothing. And a Deny
#   of what is done to users does not work on the ARN of a group: it stands for the group itself, not for those
#   who are in it. `NotIpAddress` with `0.0.0.0/0` spares every address, as `ArnNotLike` with `*` spares everybody.
#   Who reads such a statement takes it for a protection that is not there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
# custom:
#   id: ineffective-deny
#   category: wildcard
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write `Action` or `Resource` for what is to be denied. To deny something to the members of a group, attach
#     the Deny to the group, or name the users' ARNs or tags.
#   cwe: [284, 670]
#   aliases:
#     - iam-lightspin-user-action-denied-for-group
package iamlint.rules.ineffective_deny

import data.iamlint.lib

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.not_action
	statement.effect == "Deny"
	statement.document.origin == ""
	some entry in statement.not_actions
	entry.wildcard == "every"
	message := sprintf("%s denies every action but %q, which is none: write Action with what is to be denied", [
		lib.title(statement.target), entry.text,
	])
}

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.not_resource
	statement.effect == "Deny"
	statement.document.origin == ""
	some entry in statement.not_resources
	entry.breadth == "all"
	message := sprintf("%s denies every resource but %q, which is none: write Resource with what is to be denied", [
		lib.title(statement.target), entry.text,
	])
}

report contains lib.finding(statement.target, entry.at, message) if {
	some statement in input.having.not_principal
	statement.effect == "Deny"
	statement.document.origin == ""
	some entry in statement.not_principals
	entry.kind == "anyone"
	message := sprintf("%s denies everybody but %q, which is nobody: write who is to be spared, or Principal with who is to be denied", [
		lib.title(statement.target), entry.text,
	])
}

report contains lib.finding(statement.target, misfit.at, message) if {
	some statement in input.having.misfit
	statement.effect == "Deny"
	statement.document.origin == ""
	count(statement.resources) > 0
	every resource in statement.resources {
		contains(resource.text, ":group/")
	}
	misfit := statement.misfits[0]
	not misfit.unscopable
	message := sprintf("%s denies %s on a group, which does not reach the users in it: attach the Deny to the group, or name users", [
		lib.title(statement.target), misfit.action,
	])
}

report contains lib.finding(statement.target, value.at, message) if {
	some statement in input.having.conditioned
	statement.effect == "Deny"
	statement.document.origin == ""
	some condition in statement.conditions
	some value in condition.values
	spares_all(condition, value.text)
	message := sprintf("%s denies next to nothing, as %s %q spares every %s: write those that are to be spared", [
		lib.title(statement.target), condition.operator, value.text, told[condition.lower_key],
	])
}

# spares_all tells whether a negated condition fails whenever the request has the key.
spares_all(condition, text) if {
	condition.base == "NotIpAddress"
	text == "0.0.0.0/0"
}

spares_all(condition, text) if {
	condition.base in {"ArnNotEquals", "ArnNotLike", "StringNotLike"}
	text == "*"
}

# told are the keys that nearly every request has, with what they are of.
told := {
	"aws:principalaccount": "account",
	"aws:principalarn": "principal",
	"aws:sourceip": "address",
	"aws:userid": "principal",
}
