# METADATA
# description: What the rules on names that AWS does not have share.
package iamlint.lib.names

# effect says what a statement does by an action that does not exist. It is undefined for what AWS wrote,
# which is not for the user to mend.
effect(statement, action) := deed(statement, action) if {
	not aws_wrote(statement)
}

aws_wrote(statement) if statement.document.origin in {"template", "managed", "sam"}

deed(statement, action) := "allows" if {
	statement.effect == "Allow"
	not excluded(statement, action)
} else := "protects" if {
	statement.effect == "Deny"
	not excluded(statement, action)
} else := "withholds" if {
	statement.effect == "Allow"
} else := "spares" if {
	statement.effect == "Deny"
}

excluded(statement, action) if action in statement.not_actions

# remedy proposes the name that is nearest, if one is near.
remedy(suggestion) := sprintf("did you mean %q?", [suggestion]) if {
	suggestion != ""
} else := "correct it or take it out"

# alternative ends a message about a name that may be newer than the catalogue by one that is near, if one is.
alternative(suggestion) := sprintf(" (or did you mean %q?)", [suggestion]) if {
	suggestion != ""
} else := ""
