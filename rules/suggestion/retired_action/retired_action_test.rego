package iamlint.rules.retired_action_test

import data.iamlint.rules.retired_action

gone := {"at": "a.yaml:1:1-1:4", "text": "deepracer:GetModel", "status": "retired", "gone": "2025-12-06"}

of_a_service_that_has_ended := {"at": "a.yaml:2:1-2:4", "text": "iotevents:*", "status": "known", "gone": "2026-05-20"}

there := {"at": "a.yaml:3:1-3:4", "text": "s3:GetObject", "status": "known", "gone": ""}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"actions": [gone, there],
	"not_actions": [],
}

reported(changes) := report if {
	report := retired_action.report with input.having.retired_action as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.message == `role AppRole has "deepracer:GetModel", which AWS's reference still had on 2025-12-06 and has no more: take it out`
}

test_message_of_a_service_that_has_ended if {
	some found in reported({"actions": [of_a_service_that_has_ended]})
	found.at == "a.yaml:2:1-2:4"
	found.message == `role AppRole has "iotevents:*", whose service AWS ended on 2026-05-20: take it out`
}

test_fires_on[why] if {
	some why, changes in {
		"a deny": {"effect": "Deny"},
		"NotAction": {"actions": [], "not_actions": [gone]},
		"a boundary": {"document": {"kind": "boundary", "origin": ""}},
	}
	count(reported(changes)) == 1
}

test_is_silent_on[why] if {
	some why, changes in {
		"what is there": {"actions": [there]},
		"what AWS wrote": {"document": {"kind": "identity", "origin": "managed"}},
		"a template of SAM": {"document": {"kind": "identity", "origin": "template"}},
		"what SAM wrote": {"document": {"kind": "identity", "origin": "sam"}},
	}
	count(reported(changes)) == 0
}
