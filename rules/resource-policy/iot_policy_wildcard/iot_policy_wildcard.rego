# METADATA
# title: Every device may use all topics or names
# description: |
#   All devices with an IoT policy have the same one. With `client/*` a device may connect under another's name,
#   which throws that one off; with `topic/*` and `topicfilter/*` it may read and write what is meant for others. One
#   stolen device then speaks for the whole fleet.
# related_resources:
#   - https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
#   - https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html
# custom:
#   id: iot-policy-wildcard
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the thing's own name with a policy variable, in Fn::Sub as `client/${!iot:Connection.Thing.ThingName}`
#     and `topic/things/${!iot:Connection.Thing.ThingName}/*`.
#   cwe: [250, 732]
#   aliases:
#     - W38
#     - W39
#     - IotPolicyWildcardResourceRule
package iamlint.rules.iot_policy_wildcard

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.statements
	statement.target.type == "AWS::IoT::Policy"
	statement.effect == "Allow"
	not statement.scoped
	not statement.unresolved
	count(shared(statement)) > 0
	some resource in statement.resources
	resource.breadth == "account"
	message := sprintf(
		"%s lets each device use %s on %q, other devices' included: write ${iot:Connection.Thing.ThingName} in it",
		[lib.title(statement.target), wildcards.quoted(shared(statement)), resource.text],
	)
}

# shared are the actions of IoT by which devices meet.
shared(statement) := [action |
	some action in statement.actions
	action.service == "iot"
	action.reach in {"account", "type"}
]
