package iamlint.rules.effectively_wildcard_resource_test

import data.iamlint.rules.effectively_wildcard_resource

none := {"count": 0, "names": [], "arns": [], "reach_at": "a.yaml:2:1-2:4"}

one := object.union(none, {"count": 1, "names": ["sqs:SendMessage"], "arns": ["arn:${AWS::Partition}:sqs:queue"]})

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "type",
	"reach_at": "a.yaml:2:1-2:4",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"resources": [
		{"at": "a.yaml:1:1-1:4", "breadth": "exact", "text": "arn:aws:sqs:us-east-1:111122223333:queue"},
		{"at": "a.yaml:2:1-2:4", "breadth": "type", "text": "arn:aws:sqs:*:*:*"},
	],
	"scopable": {"permissions": none, "write": none, "data": none, "tagging": none, "read": none, "list": none},
}

reported(changes) := report if {
	report := effectively_wildcard_resource.report with input.having.broad_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({"scopable": {"write": one}})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	startswith(found.message, `role AppRole may write with sqs:SendMessage on "arn:aws:sqs:*:*:*"`)
	endswith(found.message, "write the ARNs that it needs, such as arn:${AWS::Partition}:sqs:queue")
}

test_fires_on[why] if {
	some why, changes in {
		"permissions": {"scopable": {"permissions": one}},
		"writing": {"scopable": {"write": one}},
	}
	count(reported(changes)) == 1
}

test_speaks_once_of_two_texts_in_one_place if {
	other := {"at": "a.yaml:2:1-2:4", "breadth": "type", "text": "arn:aws:sqs:us-east-1:*:*"}
	two := array.concat(statement.resources, [other])
	count(reported({"scopable": {"write": one}, "resources": two})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"every action is another rule's": {"actions": [{"wildcard": "every"}]},
	}
	count(reported(object.union({"scopable": {"write": one}}, changes))) == 0
}

test_leaves[why] if {
	some why, scopable in {
		"reading data to another rule": {"data": one},
		"actions that only take a star": {},
		"reading to the lesser variant": {"read": one},
		"tagging to the lesser variant": {"tagging": one},
	}
	count(reported({"scopable": scopable})) == 0
}

test_message_of_the_widest_in_one_place if {
	some found in reported({"scopable": {"write": one}, "resources": [
		{"at": "a.yaml:2:1-2:4", "breadth": "exact", "text": "arn:aws:sqs:us-east-1:111122223333:queue"},
		{"at": "a.yaml:2:1-2:4", "breadth": "type", "text": "arn:aws:sqs:*:*:*"},
	]})
	contains(found.message, `on "arn:aws:sqs:*:*:*", which`)
}
