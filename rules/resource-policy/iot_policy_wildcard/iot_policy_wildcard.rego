# METADATA
# title: Every device may do everything, or use all topics or names
# description: |
#   All devices with an IoT policy have the same one. With `client/*` a device may connect under another's name,
#   which throws that one off; with `topic/*` and `topicfilter/*` it may read and write what is meant for others, and
#   with `*` both. `iot:*` adds the shadows and jobs of other devices. One stolen device then speaks for the whole
#   fleet. A device has nothing but the actions of IoT from such a policy, whatever else it lists.
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
#     and `topic/things/${!iot:Connection.Thing.ThingName}/*`. List the actions: most devices need `iot:Connect`,
#     `iot:Publish`, `iot:Subscribe` and `iot:Receive`.
#   cwe: [250, 732]
#   aliases:
#     - W38
#     - W39
#     - IotPolicyWildcardActionRule
#     - IotPolicyWildcardResourceRule
#     - IOT_POLICY_WILDCARD_ACTION_RULE
#     - IOT_POLICY_WILDCARD_RESOURCE_RULE
package iamlint.rules.iot_policy_wildcard

import data.iamlint.lib
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, resource.at, message) if {
	some statement in input.having.statements
	devices(statement)
	count(shared(statement)) > 0
	some resource in statement.resources
	resource.breadth in {"account", "type", "all"}
	message := sprintf(
		"%s lets each device use %s on %q, other devices' included: write ${iot:Connection.Thing.ThingName} in the place of the wildcard",
		[lib.title(statement.target), wildcards.quoted(shared(statement)), resource.text],
	)
}

report contains lib.finding(statement.target, action.at, message) if {
	some statement in input.having.statements
	devices(statement)
	count(shared(statement)) == 0
	some action in statement.actions
	everything(action)
	message := sprintf(
		"%s lets each device do all that devices can, with %q: list the actions, such as iot:Connect and iot:Publish",
		[lib.title(statement.target), action.text],
	)
}

# devices tells whether a statement gives devices something without condition.
devices(statement) if {
	wildcards.of_devices(statement)
	statement.effect == "Allow"
	not statement.scoped
	not statement.unresolved
}

everything(action) if action.wildcard == "every"

everything(action) if {
	action.wildcard == "service"
	action.service == "iot"
}

# shared are the actions of IoT by which devices meet.
shared(statement) := [action |
	some action in statement.actions
	action.reach in {"account", "type", "all"}
	of_iot(action)
]

of_iot(action) if action.wildcard == "every"

of_iot(action) if {
	action.service == "iot"
	action.scopable > 0
}
