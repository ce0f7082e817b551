package iamlint.rules.service_wildcard_test

import data.iamlint.rules.service_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "exact",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*", "wildcard": "service", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["s3:A", "s3:B", "s3:C", "s3:D"]}],
	"resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}, {"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
	"not_resources": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	actions := [object.union({"reach": changed.reach, "scopable": 5}, action) | some action in changed.actions]
	report := service_wildcard.report with input.having.service_wildcard as [object.union(changed, {"actions": actions})]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s3:*" (s3:A, s3:B, s3:C and 37 more) on "arn:aws:s3:::b" and "arn:aws:s3:::b/*": name the actions it needs`
}

test_fires[why] if {
	some why, changes in {
		"one bucket": {},
		"s3 everywhere under a condition": {"reach": "all", "scoped": true},
		"a bucket that is not known": {"reach": "unresolved"},
		"what could not be read may be a condition": {"reach": "all", "unresolved": true},
		"some queues": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "prefix"},
		"all queues of the account": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "account"},
		"all queues anywhere": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "type"},
		"all but one queue": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "", "resources": [], "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
		"actions that only take a star": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ssmmessages:*", "wildcard": "service", "service": "ssmmessages", "status": "known", "level": "write", "sensitive": false, "matches": 4, "names": ["ssmmessages:A"], "scopable": 0}], "reach": "all"},
		"any service everywhere under a condition": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "all", "scoped": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a pattern of another kind": {"actions": [object.union(statement.actions[0], {"wildcard": "partial"})]},
		"a service that is not known": {"actions": [object.union(statement.actions[0], {"status": "unknown-service"})]},
		"deny grants nothing": {"effect": "Deny"},
		"none of the resources fits": {"scoped": true, "actions": [object.union(statement.actions[0], {"reach": ""})]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a service that does not exist is another rule's": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqx:*", "wildcard": "service", "service": "sqx", "status": "unknown-service", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"s3 everywhere": {"reach": "all"},
		"any service everywhere": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "all"},
		"one queue": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}]},
		"a queue that is not known": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "unresolved"},
	}
	count(reported(changes)) == 0
}
