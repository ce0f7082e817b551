package iamlint.rules.wildcard_resource_test

import data.iamlint.rules.wildcard_resource

none := {"count": 0, "names": [], "arns": [], "reach_at": "a.yaml:2:1-2:4"}

one := object.union(none, {"count": 1, "names": ["sqs:SendMessage"], "arns": ["arn:${AWS::Partition}:sqs:queue"]})

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"reach_at": "a.yaml:2:1-2:4",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"resources": [
		{"at": "a.yaml:1:1-1:4", "breadth": "exact", "text": "arn:aws:sqs:us-east-1:111122223333:queue"},
		{"at": "a.yaml:2:1-2:4", "breadth": "all", "text": "*"},
	],
	"scopable": {"permissions": none, "write": none, "data": none, "tagging": none, "read": none, "list": none},
}

reported(changes) := report if {
	report := wildcard_resource.report with input.having.any_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({"scopable": {"write": one}})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	startswith(found.message, `role AppRole may write with sqs:SendMessage on every resource`)
	endswith(found.message, "write the ARNs that it needs, such as arn:${AWS::Partition}:sqs:queue")
}

test_fires_on[why] if {
	some why, changes in {
		"writing": {"scopable": {"write": one}},
		"both, with listing": {"scopable": {"write": one, "data": one, "list": one}},
	}
	count(reported(changes)) == 1
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
		"permissions to the graver variant": {"permissions": one, "write": one},
		"reading to the lesser variant": {"read": one},
		"tagging to the lesser variant": {"tagging": one},
	}
	count(reported({"scopable": scopable})) == 0
}
