package iamlint.rules.action_matches_nothing_test

import data.iamlint.rules.action_matches_nothing

wrong := {"at": "a.yaml:1:1-1:9", "text": "s3:Gett*", "service": "s3", "status": "matches-nothing", "suggestion": ""}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "name": "work", "origin": ""},
	"actions": [wrong],
	"not_actions": [],
}

reported(changes) := report if {
	report := action_matches_nothing.report with input.having.matches_nothing as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == `role AppRole has the pattern "s3:Gett*", which matches no action, so that the statement allows nothing by it: correct it or take it out`
}

test_fires_on[why] if {
	some why, changes in {
		"a deny": {"effect": "Deny"},
		"NotAction": {"actions": [], "not_actions": [wrong]},
		"a trust policy": {"document": {"kind": "trust"}},
		"a resource policy": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"the pattern matches": {"actions": [object.union(wrong, {"status": "known"})]},
		"a name without wildcards": {"actions": [object.union(wrong, {"status": "unknown-action"})]},
		"an unknown service": {"actions": [object.union(wrong, {"status": "unknown-service"})]},
		"not resolved": {"actions": [object.union(wrong, {"status": "unresolved"})]},
		"what AWS wrote": {"document": {"kind": "identity", "origin": "managed"}},
	}
	count(reported(changes)) == 0
}
