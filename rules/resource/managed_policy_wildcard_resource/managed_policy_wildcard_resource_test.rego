package iamlint.rules.managed_policy_wildcard_resource_test

import data.iamlint.rules.managed_policy_wildcard_resource

none := {"count": 0, "names": []}

levels := {"permissions": none, "write": none, "data": none, "tagging": none, "read": none, "list": none}

statement := {
	"effect": "Allow",
	"target": {"name": "App", "kind": "role"},
	"document": {"kind": "identity", "origin": "managed", "name": "AmazonSQSSender"},
	"reach_at": "a.yaml:1:1-1:4",
	"scoped": false,
	"actions": [],
	"scopable": object.union(levels, {"write": {"count": 1, "names": ["sqs:SendMessage"]}}),
}

reported(changes) := report if {
	report := managed_policy_wildcard_resource.report with input.having.any_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "App"
	found.message == concat("", [
		"role App may write with sqs:SendMessage on every resource by AmazonSQSSender: ",
		"replace it by a policy of your own that names the resources",
	])
}

test_fires_on_a_whole_type if {
	count(managed_policy_wildcard_resource.report) == 1 with input.having.broad_resource as [statement]
}

test_fires_on[level] if {
	some level in ["permissions", "write", "data"]
	count(reported({"scopable": object.union(levels, {level: {"count": 1, "names": ["sqs:SendMessage"]}})})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a policy of one's own": {"document": {"origin": ""}},
		"a deny": {"effect": "Deny"},
		"a condition": {"scoped": true},
		"it only looks": {"scopable": object.union(levels, {"list": {"count": 1, "names": ["sqs:ListQueues"]}})},
		"the reference takes a list for a write": {"scopable": object.union(levels, {"write": {"count": 1, "names": ["iot:ListSubscriptions"]}})},
		"it writes logs": {"scopable": object.union(levels, {"write": {"count": 1, "names": ["logs:PutLogEvents"]}})},
		"other rules speak of every action": {"actions": [{"wildcard": "every"}]},
	}
	count(reported(object.union({"scopable": statement.scopable}, changes))) == 0
}
