package iamlint.rules.allow_notprincipal_test

import data.iamlint.rules.allow_notprincipal

statement := {
	"effect": "Allow",
	"target": {"name": "OrdersPolicy", "kind": "resource", "type": "AWS::SQS::QueuePolicy"},
	"document": {"kind": "resource"},
	"scoped": false,
	"unresolved": false,
	"not_principals": [
		{"at": "a.yaml:1:1-1:4", "kind": "account", "text": "111122223333"},
		{"at": "a.yaml:2:1-2:4", "kind": "account", "text": "444455556666"},
	],
}

reported(changes) := report if {
	report := allow_notprincipal.report with input.having.not_principal as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "OrdersPolicy"
	startswith(
		found.message,
		`AWS::SQS::QueuePolicy OrdersPolicy allows everyone in the world but "111122223333" and "444455556666": list`,
	)
}

test_fires[why] if {
	some why, changes in {
		"a trust policy": {"document": {"kind": "trust"}, "target": {"kind": "role"}},
		"an identity policy, where it means nothing": {"document": {"kind": "identity"}, "target": {"kind": "role"}},
		"a condition does not make it a list": {"scoped": true},
		"a principal that is not known": {"not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "unresolved", "text": "${P}"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny keeps out": {"effect": "Deny"},
		"an effect that is not known": {"effect": ""},
		"nobody is left": {"not_principals": [{"at": "a.yaml:1:1-1:4", "kind": "anyone", "text": "*"}]},
	}
	count(reported(changes)) == 0
}
