package iamlint.rules.unknown_service_test

import data.iamlint.rules.unknown_service

wrong := {
	"at": "a.yaml:1:1-1:4",
	"text": "dyanmodb:GetItem",
	"service": "dyanmodb",
	"status": "unknown-service",
	"suggestion": "dynamodb",
}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"actions": [wrong],
	"not_actions": [],
}

reported(changes) := report if {
	report := unknown_service.report with input.having.unknown_service as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.message == concat("", [
		`role AppRole names the service "dyanmodb" in "dyanmodb:GetItem", which does not exist, `,
		`so that the statement allows nothing by it: did you mean "dynamodb"?`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a deny": {"effect": "Deny"},
		"NotAction": {"actions": [], "not_actions": [wrong]},
		"a trust policy": {"document": {"kind": "trust"}},
		"a boundary": {"document": {"kind": "boundary"}},
		"a name that is near no other": {"actions": [object.union(wrong, {"suggestion": ""})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"the action is known": {"actions": [object.union(wrong, {"status": "known"})]},
		"the action is not resolved": {"actions": [object.union(wrong, {"status": "unresolved"})]},
		"a pattern that matches nothing is not a name": {"actions": [object.union(wrong, {"status": "matches-nothing"})]},
		"the other rule speaks of it": {"actions": [object.union(wrong, {"status": "unknown-action"})]},
		"the effect is not known": {"effect": ""},
	}
	count(reported(changes)) == 0
}

test_is_silent_when_the_catalogue_is_stale if {
	report := unknown_service.report with input.having.unknown_service as [statement] with input.catalogue.stale as true
	count(report) == 0
}
