# METADATA
# title: An action that is not written as one
# description: |
#   An action is the prefix of a service, a colon and a name, as in `s3:GetObject`. IAM refuses a policy
#   with an action that has no colon or two, or that has spaces and other signs in it; services that do
#   not look treat it as a name that nothing has. In a service control policy the prefix can have no
#   wildcard.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#   - https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
# custom:
#   id: malformed-action
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the action as `service:Name`. Where a value of the template belongs into it, wrap it in
#     `Fn::Sub`.
#   cwe: [863]
#   aliases: [INVALID_ACTION, UNKNOWN_ACTION, W3037, SCP_SYNTAX_ERROR_ACTION_WILDCARD]
package iamlint.rules.malformed_action

import data.iamlint.lib
import data.iamlint.lib.names

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.malformed_action
	not names.aws_wrote(statement)
	some action in array.concat(statement.actions, statement.not_actions)
	action.status == "malformed"
	not for_another_tool(statement, action)
	message := sprintf("%s has the action %q, which %s: write it as service:Name, like s3:GetObject", [
		lib.title(statement.target),
		action.text,
		wrong(action.text),
	])
}

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.prefix_wildcard
	statement.document.kind == "scp"
	statement.effect == "Deny"
	some action in array.concat(statement.actions, statement.not_actions)
	action.wildcard == "prefix"
	message := sprintf("%s has the action %q, whose service has a wildcard, which service control policies refuse: name the service", [
		lib.title(statement.target),
		action.text,
	])
}

# Some other tool may fill in a policy that stands alone.
for_another_tool(statement, action) if {
	statement.target.kind == "document"
	contains(action.text, "${")
}

wrong(text) := "is empty" if {
	text == ""
} else := "is filled in by nothing, as Fn::Sub is missing" if {
	contains(text, "${")
} else := "has spaces in it" if {
	contains(text, " ")
} else := "names no service" if {
	count(split(text, ":")) == 1
} else := "has too many colons" if {
	count(split(text, ":")) > 2
} else := "is no name of an action"
