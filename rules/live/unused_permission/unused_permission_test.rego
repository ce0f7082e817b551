package iamlint.rules.unused_permission_test

import data.iamlint.rules.unused_permission

reported(changes, whole) := report if {
	unused := {
		"service": "sqs",
		"whole": whole,
		"actions": {"count": 2, "names": ["sqs:DeleteQueue", "sqs:SendMessage"]},
		"at": "a.yaml:2:1-2:4",
	}
	principal := {"kind": "role", "name": "App", "at": "a.yaml:1:1-1:4", "observed": 200, "unused": [unused]}
	report := unused_permission.report with input.records as [object.union(principal, changes)]
		with input.settings.unused_permission.days as 90
}

test_message_of_a_service if {
	some found in reported({}, true)
	found.at == "a.yaml:2:1-2:4"
	found.message == concat("", [
		"role App has not used sqs in the last 400 days, of which it may use sqs:DeleteQueue and sqs:SendMessage: ",
		"take the permissions out",
	])
}

test_message_of_actions if {
	some found in reported({"observed": 90}, false)
	found.message == "role App has not used sqs:DeleteQueue and sqs:SendMessage: take the permissions out"
}

test_message_of_a_group if {
	some found in reported({"kind": "group"}, false)
	found.message == "no member of group App has used sqs:DeleteQueue and sqs:SendMessage: take the permissions out"
}

test_is_silent[why] if {
	some why, changes in {
		"it is new": {"observed": 89},
		"nobody knows how old it is": {"observed": -1},
		"all of it was used": {"unused": []},
	}
	count(reported(changes, true)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"a user": {"kind": "user"},
		"an old role": {"observed": 2000},
	}
	count(reported(changes, true)) == 1
}
