package iamlint.rules.allow_notresource_test

import data.iamlint.rules.allow_notresource

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "",
	"scoped": false,
	"unresolved": false,
	"not_resources": [{"at": "a.yaml:1:1-1:4", "text": "arn:aws:s3:::b/*", "breadth": "exact"}, {"at": "a.yaml:2:1-2:4", "text": "arn:aws:s3:::c/*", "breadth": "exact"}],
	"not_actions": [],
	"actions": [{"text": "s3:GetObject", "wildcard": "none"}],
}

reported(changes) := report if {
	report := allow_notresource.report with input.having.not_resource as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may use "s3:GetObject" on everything but "arn:aws:s3:::b/*" and "arn:aws:s3:::c/*": list the ARNs that are needed in Resource, or protect these with Deny`
}

test_fires[why] if {
	some why, changes in {
		"identity": {},
		"a bucket policy": {"document": {"kind": "resource"}},
		"under a condition": {"scoped": true},
		"what could not be read": {"unresolved": true},
		"a managed policy, too": {"target": {"name": "P", "kind": "managed-policy"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"some of all but some": {"not_actions": [{"text": "iam:*", "wildcard": "service"}]},
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"with NotAction it is worse": {"actions": [], "not_actions": [{"text": "iam:*", "wildcard": "service"}]},
		"its actions are not known": {"actions": []},
		"nothing is left": {"not_resources": [{"at": "a.yaml:1:1-1:4", "text": "*", "breadth": "all"}]},
	}
	count(reported(changes)) == 0
}
