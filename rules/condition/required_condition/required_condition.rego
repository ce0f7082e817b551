# METADATA
# title: Condition that the settings require is missing
# description: |
#   An organization knows which actions must never be allowed without a condition: creating roles only with its
#   boundary, starting instances only with a tag, reading secrets only from its network. Such a policy is written
#   down once, in the settings, and every statement that allows one of the actions is held to it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
# custom:
#   id: required-condition
#   category: condition
#   severity: medium
#   since: 0.1.0
#   opt_in: true
#   settings:
#     type: object
#     required: [requirements]
#     properties:
#       requirements:
#         type: array
#         description: What statements that allow some actions must carry.
#         items:
#           type: object
#           required: [actions]
#           properties:
#             actions:
#               type: array
#               description: The actions, with wildcards.
#               items: {type: string, pattern: "^([*]|[a-z0-9-]+:[A-Za-z0-9*?]+)$"}
#             all-of:
#               type: array
#               description: Conditions that must all be there.
#               default: []
#               items: &condition
#                 type: object
#                 required: [key]
#                 properties:
#                   key:
#                     type: string
#                     description: The condition key, whose case does not matter.
#                   operator:
#                     type: string
#                     description: The operator, such as StringEquals, without IfExists and sets. Without it any will do.
#                   values:
#                     type: array
#                     description: What the condition may name, with wildcards. Without it anything but all.
#                     default: []
#                     items: {type: string}
#             any-of:
#               type: array
#               description: Conditions of which one must be there.
#               default: []
#               items: *condition
#             none-of:
#               type: array
#               description: Conditions none of which may be there.
#               default: []
#               items: *condition
#             reason:
#               type: string
#               description: Why, for the message.
#               default: ""
#   remediation: |
#     Add the condition that the message names, or leave the action to those who have it.
#   cwe: [284, 863]
#   aliases: []
package iamlint.rules.required_condition

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.statements
	some requirement in input.settings.required_condition.requirements
	wildcards.gives(statement)
	statement.document.origin == ""
	not statement.unresolved
	action := allowed(statement, requirement)[0]
	some fault in faults(statement, requirement)
	message := sprintf("%s use %s %s%s", [wildcards.may(statement), action.named, fault, why(requirement)])
}

why(requirement) := "" if requirement.reason == ""

why(requirement) := sprintf(": %s", [requirement.reason]) if requirement.reason != ""

# allowed are the patterns of a statement that allow an action of a requirement.
allowed(statement, requirement) := array.concat(
	[{"at": action.at, "named": sprintf("%q", [action.text])} |
		some action in statement.actions
		meets(action, requirement.actions)
	],
	[{"at": statement.at, "named": sprintf("everything but %s", [wildcards.quoted(statement.not_actions)])} |
		count(statement.not_actions) > 0
		some pattern in requirement.actions
		not excepted(statement, pattern)
	],
)

meets(action, patterns) if {
	some pattern in patterns
	glob.match(lower(pattern), null, lower(action.text))
}

meets(action, patterns) if {
	some pattern in patterns
	glob.match(lower(action.text), null, lower(pattern))
}

meets(action, patterns) if {
	some pattern in patterns
	some name in action.names
	glob.match(lower(pattern), null, lower(name))
}

excepted(statement, pattern) if {
	some action in statement.not_actions
	glob.match(lower(action.text), null, lower(pattern))
}

# faults are what a statement lacks of a requirement, or has against it.
faults(statement, requirement) := array.flatten([
	[sprintf("without a condition on %s", [named(wanted)]) |
		some wanted in requirement.all_of
		not carries(statement, wanted)
	],
	[sprintf("without a condition on %s", [concat(" or ", [named(wanted) | some wanted in requirement.any_of])]) |
		count(requirement.any_of) > 0
		count([wanted | some wanted in requirement.any_of; carries(statement, wanted)]) == 0
	],
	[sprintf("with a condition on %s, which may not be", [named(barred)]) |
		some barred in requirement.none_of
		carries(statement, barred)
	],
])

named(wanted) := concat(" ", array.flatten([
	[wanted.key],
	[sprintf("(%s)", [wanted.operator]) | wanted.operator],
	[sprintf("of %s", [concat(" or ", wanted.values)]) | count(wanted.values) > 0],
]))

# carries tells whether a statement has a condition that is asked for, and that a missing key does not pass.
carries(statement, wanted) if {
	some condition in statement.conditions
	condition.lower_key == lower(wanted.key)
	not condition.if_exists
	condition.set != "ForAllValues"
	operates(condition, wanted)
	says(condition, wanted.values)
}

# A key that is not known before deployment may be any.
carries(statement, _) if {
	some condition in statement.conditions
	contains(condition.key, "${")
}

operates(_, wanted) if not wanted.operator

operates(condition, wanted) if lower(condition.base) == lower(wanted.operator)

says(condition, []) if not condition.trivial

says(condition, values) if {
	values != []
	every value in condition.values {
		agrees(value, values)
	}
}

agrees(value, _) if not value.known

agrees(value, values) if {
	some pattern in values
	glob.match(pattern, null, value.text)
}
