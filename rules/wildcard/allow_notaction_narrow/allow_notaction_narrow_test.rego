package iamlint.rules.allow_notaction_narrow_test

import data.iamlint.rules.allow_notaction_narrow

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "exact",
	"scoped": false,
	"unresolved": false,
	"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:*", "wildcard": "service"}, {"at": "a.yaml:2:1-2:4", "text": "sts:*", "wildcard": "service"}],
	"resources": [{"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
	"not_resources": [],
}

reported(changes) := report if {
	report := allow_notaction_narrow.report with input.having.not_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may do everything but "iam:*" and "sts:*" on "arn:aws:s3:::b/*", now and in future: list what is needed in Action`
}

test_fires[why] if {
	some why, changes in {
		"one bucket": {},
		"some buckets": {"reach": "prefix"},
		"everything under a condition": {"reach": "all", "scoped": true},
		"what could not be read may scope it": {"reach": "all", "unresolved": true},
		"a resource that is not known": {"reach": "unresolved"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of a resource's policy another rule speaks": {"document": {"kind": "resource"}},
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"everything": {"reach": "all"},
		"a whole type": {"reach": "type"},
		"with NotResource it is worse": {"reach": "", "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
		"nothing is left": {"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every"}]},
	}
	count(reported(changes)) == 0
}
