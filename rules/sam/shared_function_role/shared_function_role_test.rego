package iamlint.rules.shared_function_role_test

import data.iamlint.rules.shared_function_role

function(name, line, text) := {
	"name": name,
	"kind": "resource",
	"type": "AWS::Lambda::Function",
	"properties": {"Role": {"at": line, "values": [{"text": text, "known": true}]}},
}

reported(functions) := report if {
	report := shared_function_role.report with input.resources as functions
}

test_message_and_places if {
	found := reported([function("A", "1", "app"), function("B", "2", "app"), function("C", "3", "other")])
	count(found) == 1
	some each in found
	each.at == "1"
	each.message == "A and B share one role, so that each has the permissions of all: give each a role of its own"
	each.related == [{"at": "2", "message": "B has it, too"}]
}

test_fires_once_for_each_role if {
	count(reported([
		function("A", "1", "app"), function("B", "2", "app"),
		function("C", "3", "other"), function("D", "4", "other"),
	])) == 2
}

test_is_silent[why] if {
	some why, functions in {
		"one function": [function("A", "1", "app")],
		"roles of their own": [function("A", "1", "app"), function("B", "2", "other")],
		"no function": [function("A", "1", "app"), object.union(function("B", "2", "app"), {"type": "AWS::X"})],
	}
	count(reported(functions)) == 0
}

test_is_silent_where_the_role_is_not_known if {
	unknown := {"properties": {"Role": {"values": [{"text": "${Role}", "known": false}]}}}
	count(reported([
		object.union(function("A", "1", ""), unknown),
		object.union(function("B", "2", ""), unknown),
	])) == 0
}

test_fires_on_functions_of_sam if {
	sam := {"type": "AWS::Serverless::Function"}
	count(reported([object.union(function("A", "1", "app"), sam), object.union(function("B", "2", "app"), sam)])) == 1
}
