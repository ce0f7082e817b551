package iamlint.rules.allow_notaction_notresource_test

import data.iamlint.rules.allow_notaction_notresource

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "",
	"scoped": false,
	"unresolved": false,
	"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:*", "wildcard": "service"}, {"at": "a.yaml:2:1-2:4", "text": "sts:*", "wildcard": "service"}],
	"not_resources": [{"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
	"resources": [],
}

reported(changes) := report if {
	report := allow_notaction_notresource.report with input.having.not_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may do everything but "iam:*" and "sts:*", on everything but "arn:aws:s3:::b/*": list what is needed in Action and Resource`
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
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"with Resource it is another rule's": {"reach": "all", "not_resources": []},
		"no action is left": {"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every"}]},
		"no resource is left": {"not_resources": [{"text": "*", "breadth": "all"}]},
	}
	count(reported(changes)) == 0
}
