package iamlint.rules.allow_notaction_test

import data.iamlint.rules.allow_notaction

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "iam:*", "wildcard": "service"}, {"at": "a.yaml:2:1-2:4", "text": "sts:*", "wildcard": "service"}],
	"resources": [{"text": "*", "breadth": "all"}],
	"not_resources": [],
}

reported(changes) := report if {
	report := allow_notaction.report with input.having.not_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may do everything but "iam:*" and "sts:*" on every resource: list what is needed in Action, or forbid the rest with Deny`
}

test_message_of_a_trust_policy if {
	some found in reported({"document": {"kind": "trust"}, "reach": "", "resources": []})
	startswith(found.message, `role AppRole lets its principals do everything but "iam:*" and "sts:*": list`)
}

test_fires[why] if {
	some why, changes in {
		"identity": {},
		"a trust policy, which has no resources": {"document": {"kind": "trust"}, "reach": "", "resources": []},
		"a whole type": {"reach": "type"},
		"an action that is not known": {"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "${Action}", "wildcard": "none"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of a resource's policy another rule speaks": {"document": {"kind": "resource"}},
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a service control policy grants nothing": {"document": {"kind": "scp"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"one bucket": {"reach": "exact"},
		"some buckets": {"reach": "prefix"},
		"a resource that is not known": {"reach": "unresolved"},
		"with NotResource it is worse": {"reach": "", "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
		"nothing is left": {"not_actions": [{"at": "a.yaml:1:1-1:4", "text": "*", "wildcard": "every"}]},
	}
	count(reported(changes)) == 0
}
