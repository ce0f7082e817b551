package iamlint.rules.wildcard_service_prefix_test

import data.iamlint.rules.wildcard_service_prefix

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "s*:Get*", "wildcard": "prefix", "service": "", "status": "known", "level": "read", "sensitive": false, "matches": 2, "names": ["s3:GetObject", "sns:GetTopicAttributes"]}],
}

reported(changes) := report if {
	report := wildcard_service_prefix.report with input.having.prefix_wildcard as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s*:Get*", which stands for s3:GetObject and sns:GetTopicAttributes, in every service whose name fits: name the services and the actions of each`
}

test_fires[why] if {
	some why, changes in {
		"identity": {},
		"a resource policy": {"document": {"kind": "resource"}},
		"a boundary": {"document": {"kind": "boundary"}},
		"a service control policy": {"document": {"kind": "scp"}},
		"under a condition": {"scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"it matches nothing": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "zz*:Get*", "wildcard": "prefix", "service": "", "status": "matches-nothing", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"a wildcard after the colon": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:Get*", "wildcard": "partial", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"every action": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every", "service": "", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"no wildcard": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:GetObject", "wildcard": "none", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
	}
	count(reported(changes)) == 0
}
