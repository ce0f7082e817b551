package iamlint.rules.ransomware_pair_test

import data.iamlint.rules.ransomware_pair

list(name, at) := {"count": 1, "named": 1, "names": [name], "arns": ["arn:bucket"], "at": at, "reach_at": "a.yaml:2:1-2:4"}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"listed": {
		"ransom-writes": list("s3:PutObject", "a.yaml:1:1-1:4"),
		"ransom-losses": list("s3:DeleteObject", "a.yaml:1:6-1:9"),
	},
}

reported(changes) := report if {
	report := ransomware_pair.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	contains(found.message, "s3:PutObject")
	contains(found.message, "s3:DeleteObject")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"keys": {"listed": {
			"ransom-writes": list("kms:Encrypt", "a.yaml:1:1-1:4"),
			"ransom-losses": list("kms:ScheduleKeyDeletion", "a.yaml:1:6-1:9"),
		}},
		"every bucket": {"reach": "type"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"it can only write": {"listed": {"ransom-losses": {"named": 0}}},
		"it can only delete": {"listed": {"ransom-writes": {"named": 0}}},
		"one is of keys and one of buckets": {"listed": {"ransom-losses": list("kms:ScheduleKeyDeletion", "a.yaml:1:6-1:9")}},
	}
	count(reported(changes)) == 0
}
