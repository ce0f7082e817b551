# METADATA
# description: What the rules on missing and on empty conditions share.
package iamlint.lib.conditions

# every_action tells whether admin-access or its variant speaks of all that a statement gives.
every_action(statement) if {
	statement.reach == "all"
	some action in statement.actions
	action.wildcard == "every"
}

# every_one names what a wide grant is about: "every role".
every_one(statement, thing) := sprintf("every %s but those in NotResource", [thing]) if {
	count(statement.not_resources) > 0
} else := sprintf("every %s", [thing])

# listed tells whether a statement grants an action by one of its actions. Of what NotAction gives, the rules on
# NotAction speak, which are as grave.
listed(grant) if grant.pattern != ""

# through tells by which pattern a statement grants an action that it does not name.
through(grant, name) := "" if {
	lower(grant.pattern) == lower(name)
} else := sprintf(" (through %q)", [grant.pattern])

# open_keys are the watched KMS actions that a statement grants on every key.
open_keys(statement) := {name |
	some name, grant in statement.grants
	startswith(name, "kms:")
	grant.reach in {"all", "type"}
	listed(grant)
}

# empty are the conditions that let everything through, with the value that does.
empty(statement) := [{"condition": condition, "value": value} |
	some condition in statement.conditions
	condition.trivial
	not condition.negated
	not asks_for_presence(statement, condition)
	some value in condition.values
	value.at == condition.trivial_at
	not tells_apart(statement, value)
]

# Where another condition keeps strangers out, or a Deny does, an ARN of any account still tells roles or topics apart.
tells_apart(statement, value) if {
	statement.scoped
	startswith(value.text, "arn:")
}

tells_apart(statement, value) if {
	count(statement.closed_by) > 0
	startswith(value.text, "arn:")
}

# A * on a tag asks that there be one, which many requests fail. Only the tags of strangers are theirs to choose.
asks_for_presence(statement, condition) if {
	contains(condition.lower_key, "tag/")
	not foreign_tag(statement, condition)
}

asks_for_presence(_, condition) if {
	condition.lower_key in {"aws:tagkeys", "aws:sourceidentity", "sts:sourceidentity"}
}

asks_for_presence(_, condition) if startswith(condition.lower_key, "kms:encryptioncontext")

# Another rule speaks of the subject of GitHub's tokens.
asks_for_presence(statement, condition) if {
	statement.document.kind == "trust"
	condition.lower_key == "token.actions.githubusercontent.com:sub"
}

foreign_tag(statement, condition) if {
	statement.document.kind in {"trust", "resource"}
	startswith(condition.lower_key, "aws:principaltag/")
}
