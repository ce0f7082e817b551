package iamlint.rules.defense_evasion_test

import data.iamlint.rules.defense_evasion

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"scopable": {"permissions": {"count": 0}},
	"listed": {"evasion": {
		"count": 1,
		"named": 1,
		"names": ["cloudtrail:StopLogging"],
		"arns": ["arn:aws:sqs:us-east-1:111122223333:orders"],
		"at": "a.yaml:1:1-1:4",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

reported(changes) := report if {
	report := defense_evasion.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, "role AppRole may stop what watches the account")
	contains(found.message, "cloudtrail:StopLogging")
	contains(found.message, "arn:aws:sqs:us-east-1:111122223333:orders")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a group": {"target": {"name": "G", "kind": "group"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a document that stands alone": {"target": {"name": "p.json", "kind": "document"}},
		"every resource of a type": {"reach": "type"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a bucket's own policy is another rule's": {"document": {"kind": "resource"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
		"other rules speak of wildcards": {"listed": {"evasion": {"named": 0}}},
	}
	count(reported(changes)) == 0
}

set(kind, patterns) := report if {
	report := defense_evasion.report with input.settings.defense_evasion.tooling as patterns
		with input.having.listed as [object.union(statement, {"target": {"name": "SetUp", "kind": kind}})]
}

test_is_silent_on_tooling[pattern] if {
	some pattern in {"SetUp", "Set*"}
	count(set("role", [pattern])) == 0
}

test_fires_on_others_than_tooling if {
	count(set("role", ["Other"])) == 1
	count(set("user", ["SetUp"])) == 1
}
