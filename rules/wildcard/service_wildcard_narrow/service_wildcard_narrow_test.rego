package iamlint.rules.service_wildcard_narrow_test

import data.iamlint.rules.service_wildcard_narrow

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "exact",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}],
	"resources": [{"text": "${Queue.Arn}", "breadth": "exact"}],
	"not_resources": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	actions := [object.union({"reach": changed.reach, "scopable": 5}, action) | some action in changed.actions]
	report := service_wildcard_narrow.report with input.having.service_wildcard as [object.union(changed, {"actions": actions})]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "sqs:*" (sqs:A, sqs:B, sqs:C and 37 more) on "${Queue.Arn}": name the actions it needs`
}

test_fires[why] if {
	some why, changes in {
		"one queue": {},
		"a condition as well": {"scoped": true},
		"a queue that is not known": {"reach": "unresolved"},
		"what could not be read": {"unresolved": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a pattern of another kind": {"actions": [object.union(statement.actions[0], {"wildcard": "partial"})]},
		"none of the resources fits": {"actions": [object.union(statement.actions[0], {"reach": ""})]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"a service that does not exist is another rule's": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqx:*", "wildcard": "service", "service": "sqx", "status": "unknown-service", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"one bucket, as s3 is sensitive": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*", "wildcard": "service", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["s3:A", "s3:B", "s3:C", "s3:D"]}]},
		"some queues": {"reach": "prefix"},
		"everything": {"reach": "all"},
		"all but one queue": {"reach": "", "resources": [], "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
	}
	count(reported(changes)) == 0
}
