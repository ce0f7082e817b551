package iamlint.rules.wildcard_resource_conditioned_test

import data.iamlint.rules.wildcard_resource_conditioned

none := {"count": 0, "names": [], "arns": [], "reach_at": "a.yaml:2:1-2:4"}

one := object.union(none, {"count": 1, "names": ["sqs:SendMessage"], "arns": ["arn:${AWS::Partition}:sqs:queue"]})

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"reach_at": "a.yaml:2:1-2:4",
	"scoped": true,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"resources": [{"at": "a.yaml:2:1-2:4", "breadth": "all", "text": "*"}],
	"scopable": {"permissions": none, "write": none, "data": none, "tagging": none, "read": none, "list": none},
}

reported(changes) := report if {
	report := wildcard_resource_conditioned.report with input.having.any_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({"scopable": {"write": one}})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		"role AppRole may write with sqs:SendMessage on every resource that a condition leaves:",
		"write the ARNs that it needs, such as arn:${AWS::Partition}:sqs:queue",
	])
}

test_fires_on[why] if {
	some why, changes in {
		"writing": {"scopable": {"write": one}},
		"changing permissions": {"scopable": {"permissions": one}},
		"what could not be read": {"scopable": {"write": one}, "unresolved": true},
		"writing beside tagging": {"scopable": {"write": one, "tagging": one}},
		"a wildcard in the action": {"scopable": {"write": one}, "actions": [{"wildcard": "partial"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"nothing scopes it: the graver variants speak": {"scoped": false},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a resource policy is another rule's": {"document": {"kind": "resource"}},
		"every action is another rule's": {"actions": [{"wildcard": "every"}]},
	}
	count(reported(object.union({"scopable": {"write": one}}, changes))) == 0
}

test_leaves[why] if {
	some why, scopable in {
		"reading": {"read": one},
		"listing": {"list": one},
		"reading data": {"data": one},
		"tags": {"tagging": one},
		"actions that only take a star": {},
	}
	count(reported({"scopable": scopable})) == 0
}
