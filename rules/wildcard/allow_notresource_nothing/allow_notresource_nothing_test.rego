package iamlint.rules.allow_notresource_nothing_test

import data.iamlint.rules.allow_notresource_nothing

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"not_resources": [{"at": "a.yaml:1:1-1:4", "text": "*", "breadth": "all", "wildcard": "every"}],
}

reported(changes) := report if {
	report := allow_notresource_nothing.report with input.having.not_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use nothing at all, as NotResource "*" leaves out every resource: list what is needed in Resource, or take it out`
}

test_fires[why] if {
	some why, changes in {
		"identity": {},
		"a bucket policy": {"document": {"kind": "resource"}},
		"under a condition": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of a Deny another rule speaks": {"effect": "Deny"},
		"a boundary": {"document": {"kind": "boundary"}},
		"something is left": {"not_resources": [{"at": "a.yaml:1:1-1:4", "text": "x", "breadth": "exact", "wildcard": "none"}]},
		"what AWS wrote": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
