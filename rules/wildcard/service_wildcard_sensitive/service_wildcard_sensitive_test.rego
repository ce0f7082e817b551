package iamlint.rules.service_wildcard_sensitive_test

import data.iamlint.rules.service_wildcard_sensitive

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "text": "s3:*", "wildcard": "service", "service": "s3", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["s3:A", "s3:B", "s3:C", "s3:D"]}],
	"resources": [{"text": "*", "breadth": "all"}],
	"not_resources": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	actions := [object.union({"reach": changed.reach, "scopable": 5}, action) | some action in changed.actions]
	report := service_wildcard_sensitive.report with input.having.service_wildcard as [object.union(changed, {"actions": actions})]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s3:*" (s3:A, s3:B, s3:C and 37 more) on every resource: name the actions and resources it needs`
}

test_fires[why] if {
	some why, changes in {
		"s3 everywhere": {},
		"s3 by a prefix": {"reach": "prefix"},
		"s3 by NotResource": {"reach": "", "resources": [], "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
		"iam in an account": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:*", "wildcard": "service", "service": "iam", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["iam:A", "iam:B", "iam:C", "iam:D"]}], "reach": "account"},
		"any service everywhere": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"none of the resources fits": {"actions": [object.union(statement.actions[0], {"reach": ""})]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket policy is another rule's": {"document": {"kind": "resource"}},
		"a service that does not exist is another rule's": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqx:*", "wildcard": "service", "service": "sqx", "status": "unknown-service", "level": "permissions", "sensitive": false, "matches": 3, "names": ["x:A", "x:B", "x:C"]}]},
		"actions that only take a star": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "ssmmessages:*", "wildcard": "service", "service": "ssmmessages", "status": "known", "level": "write", "sensitive": false, "matches": 4, "names": ["ssmmessages:A"], "scopable": 0}], "reach": "all"},
		"one bucket": {"reach": "exact"},
		"a resource that is not known": {"reach": "unresolved"},
		"a condition": {"scoped": true},
		"what could not be read may be a condition": {"unresolved": true},
		"some queues": {"actions": [{"at": "a.yaml:1:1-1:4", "text": "sqs:*", "wildcard": "service", "service": "sqs", "status": "known", "level": "permissions", "sensitive": false, "matches": 40, "names": ["sqs:A", "sqs:B", "sqs:C", "sqs:D"]}], "reach": "prefix"},
	}
	count(reported(changes)) == 0
}
