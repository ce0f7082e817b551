# METADATA
# description: |
#   What the rules on missing, weak and backfiring conditions share: which conditions a statement has, and
#   what a missing key does to them.
package iamlint.lib.guards

import data.iamlint.lib.conditions
import data.iamlint.lib.wildcards

# about are the conditions of a statement on one key, given in lower case.
about(statement, key) := [condition |
	some condition in statement.conditions
	condition.lower_key == key
]

# asks tells whether a statement that allows insists on a key, of which * is no value.
asks(statement, key) if {
	some condition in about(statement, key)
	condition.base != "Null"
	not condition.if_exists
	not condition.trivial
	condition.set != "ForAllValues"
}

# apart ends advice on a key that only the actions of these names have: under a condition on it, what a statement gives
# besides would be given no more.
apart(statement, names) := "" if {
	every action in statement.actions {
		lower(action.text) in names
	}
} else := ", in a statement of its own"

# present tells whether a condition on Null makes sure that the request has a key.
present(statement, key) if {
	some condition in about(statement, key)
	condition.base == "Null"
	says(condition, "false")
	not says(condition, "true")
}

# says tells whether a condition has a value, in any case.
says(condition, text) if {
	some value in condition.values
	lower(value.text) == text
}

# denied_without tells whether a Deny of the same target takes away what comes without a key.
denied_without(statement, key) if denied[statement.target.name][key]

# denied are the keys of the conditions of what is denied, by target, gathered once for all of them.
denied := object.union_n([{other.target.name: {condition.lower_key: true}} |
	some other in input.having.conditioned
	other.effect == "Deny"
	some condition in other.conditions
])

# absence_denied tells whether a Deny of the same target takes away what comes without a key by asking just for that.
absence_denied(statement, key) if absences[statement.target.name][key]

# absences are the keys whose absence is denied, by target, gathered like denied.
absences := object.union_n([{other.target.name: {condition.lower_key: true}} |
	some other in input.having.conditioned
	other.effect == "Deny"
	some condition in other.conditions
	condition.base == "Null"
	says(condition, "true")
])

# in_person tells whether a grant comes from a pattern that is not all of a service.
in_person(grant) if {
	grant.pattern != ""
	not endswith(grant.pattern, ":*")
	not grant.pattern in {"*", "*:*"}
}

# unlimited tells whether a statement gives its holder something without condition.
unlimited(statement) if {
	wildcards.allows(statement)
	wildcards.open(statement)
	not conditions.every_action(statement)
}

# written tells whether a user wrote a statement: what AWS wrote is not for the user to mend.
written(statement) if statement.document.origin == ""

# always are the keys that every request has, also one without credentials.
always := {
	"aws:currenttime", "aws:epochtime", "aws:principalaccount", "aws:principaltype", "aws:securetransport",
	"aws:userid", "aws:viaawsservice",
}

# who are the keys that tell who calls, from where or for whom; strangers and other networks are kept out by
# them alone.
who := {
	"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
	"aws:sourceaccount", "aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths",
	"aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "iam:passedtoservice", "iam:permissionsboundary",
	"iam:policyarn", "kms:calleraccount", "kms:viaservice", "sts:externalid",
}

# identifies tells whether a key is one of them, or a tag or claim of the caller.
identifies(key) if key in who

identifies(key) if startswith(key, "aws:principaltag/")

identifies(key) if {
	contains(split(key, ":")[0], ".")
	contains(key, ":")
}
