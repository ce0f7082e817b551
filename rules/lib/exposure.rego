# METADATA
# description: |
#   What the rules on exposure share: which actions of a list a statement gives on whole types or everything,
#   and how messages speak of them.
package iamlint.lib.exposure

import data.iamlint.lib
import data.iamlint.lib.conditions
import data.iamlint.lib.wildcards

# named are the actions of a list that a statement names in full and gives unlimited. Of those that come in by a
# wildcard, the rules on wildcards speak.
named(statement, list) := {
	"count": listing.named,
	"names": array.slice(listing.names, 0, listing.named),
	"arns": listing.arns,
	"at": listing.at,
} if {
	listing := statement.listed[list]
	listing.named > 0
	unlimited(statement)
}

# unlimited tells whether a statement gives its holder something without condition. What is given to a policy template
# of SAM has rules of its own.
unlimited(statement) if {
	not statement.document.origin == "template"
	wildcards.allows(statement)
	wildcards.open(statement)
	not conditions.every_action(statement)
}

# message says who may do what with which actions, and what to write.
message(statement, deed, actions) := sprintf("%s %s with %s: %s", [
	wildcards.may(statement),
	deed,
	lib.several(actions),
	advice(actions),
])

# advice is the ARN to write, if one would limit the action.
advice(actions) := sprintf("write the ARNs that it needs, such as %s", [actions.arns[0]]) if {
	count(actions.arns) > 0
} else := "no ARN limits it, so take it out, or add a condition such as aws:PrincipalTag"
