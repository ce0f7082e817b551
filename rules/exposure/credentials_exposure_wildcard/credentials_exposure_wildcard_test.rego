package iamlint.rules.credentials_exposure_wildcard_test

import data.iamlint.rules.credentials_exposure_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [
		{"wildcard": "none", "at": "a.yaml:4:1-4:4", "level": "read", "service": "redshift", "text": "redshift:DescribeClusters"},
		{"wildcard": "partial", "at": "a.yaml:1:1-1:4", "level": "read", "service": "redshift", "text": "redshift:Get*"},
	],
	"scopable": {"permissions": {"count": 0}},
	"listed": {"credentials": {
		"count": 2,
		"named": 0,
		"names": ["redshift:GetClusterCredentials", "ec2:GetPasswordData"],
		"arns": ["arn:aws:sqs:us-east-1:111122223333:orders"],
		"at": "a.yaml:1:1-1:4",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

pattern(changes) := {"actions": [object.union(statement.actions[1], changes)]}

reported(changes) := report if {
	report := credentials_exposure_wildcard.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		`role AppRole may use "redshift:Get*", and so get passwords or tokens for other systems`,
		`with redshift:GetClusterCredentials: name the actions that it needs`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a group": {"target": {"name": "G", "kind": "group"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a document that stands alone": {"target": {"name": "p.json", "kind": "document"}},
		"every resource of a type": {"reach": "type"},
		"a pattern for listing": pattern({"level": "list"}),
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
		"another rule speaks of what is named": {"listed": {"credentials": {"named": 1}}},
		"no credentials": {"listed": {"credentials": {"count": 0, "at": ""}}},
		"another rule speaks of whole services": pattern({"wildcard": "service"}),
		"another rule speaks of patterns that write": pattern({"level": "write"}),
		"another rule speaks of patterns that change permissions": pattern({"level": "permissions"}),
		"another pattern": pattern({"at": "a.yaml:9:1-9:4"}),
	}
	count(reported(changes)) == 0
}
