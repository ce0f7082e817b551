package iamlint.rules.template_resource_available_test

import data.iamlint.rules.template_resource_available

none := {"count": 0, "names": [], "arns": [], "own": 0}

table := {
	"count": 2,
	"names": ["dynamodb:PutItem", "dynamodb:UpdateItem"],
	"arns": ["!GetAtt OrdersTable.Arn", "arn:${AWS::Partition}:sqs:x"],
	"own": 1,
}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"unresolved": false,
	"reach_at": "a.yaml:4:1-4:4",
	"scopable": {"permissions": none, "write": table, "data": none, "tagging": none, "read": none, "list": none},
}

levels(changes) := {"scopable": object.union(statement.scopable, changes)}

everywhere(changes) := report if {
	report := template_resource_available.report with input.having.any_resource as [object.union(statement, changes)]
		with input.having.broad_resource as []
}

of_a_type(changes) := report if {
	report := template_resource_available.report with input.having.broad_resource as [object.union(statement, changes)]
		with input.having.any_resource as []
}

test_message if {
	some found in everywhere({})
	found.at == "a.yaml:4:1-4:4"
	found.target == "AppRole"
	found.message == concat("", [
		"role AppRole may use dynamodb:PutItem and dynamodb:UpdateItem on everything, ",
		"and this template has what it may mean: write !GetAtt OrdersTable.Arn",
	])
}

test_arns_of_several_levels_are_told_once if {
	read := object.union(table, {"count": 1, "names": ["dynamodb:GetItem"], "arns": ["!GetAtt A.Arn", "!GetAtt OrdersTable.Arn"], "own": 2})
	some found in everywhere(levels({"data": read}))
	endswith(found.message, "write !GetAtt A.Arn and !GetAtt OrdersTable.Arn")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"another level": levels({"write": none, "list": table}),
		"permissions": levels({"write": none, "permissions": table}),
	}
	count(everywhere(changes)) == 1
	count(of_a_type(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary", "origin": ""}},
		"a resource policy is of one resource": {"document": {"kind": "resource", "origin": ""}},
		"AWS wrote it": {"document": {"kind": "identity", "origin": "managed"}},
		"what could not be read": {"unresolved": true},
		"the template has none of it": levels({"write": object.union(table, {"own": 0})}),
		"nothing could be limited": levels({"write": none}),
	}
	count(everywhere(changes)) == 0
	count(of_a_type(changes)) == 0
}
