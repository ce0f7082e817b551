package iamlint.rules.data_exfiltration_secrets_test

import data.iamlint.rules.data_exfiltration_secrets

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"reach_at": "a.yaml:2:1-2:4",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"scopable": {"data": {
		"count": 1,
		"names": ["s3:GetObject"],
		"arns": ["arn:aws:s3:::bucket/key"],
		"reach_at": "a.yaml:2:1-2:4",
	}},
	"listed": {"data-reads": {"named": 1}},
}

secrets := {"listed": {"secrets": {
	"count": 1,
	"names": ["secretsmanager:GetSecretValue"],
	"arns": ["arn:secret"],
	"reach_at": "a.yaml:2:1-2:4",
}}}

reported(changes) := report if {
	report := data_exfiltration_secrets.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported(secrets)
	found.target == "AppRole"
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "role AppRole may read")
	contains(found.message, "read every secret")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"every bucket": {"reach": "type"},
		"a wildcard": {"actions": [{"wildcard": "partial"}]},
	}
	count(reported(object.union(secrets, changes))) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
	}
	count(reported(object.union(secrets, changes))) == 0
}

test_other_data_is_mentioned if {
	some found in reported(object.union(secrets, {"scopable": {"data": {"count": 3}}}))
	contains(found.message, "read every secret, and other data, with secretsmanager:GetSecretValue")
}

test_no_secrets if count(reported({})) == 0
