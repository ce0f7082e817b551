package iamlint.rules.trivial_condition_test

import data.iamlint.rules.trivial_condition

condition := {
	"operator": "StringLike",
	"key": "aws:PrincipalOrgID",
	"lower_key": "aws:principalorgid",
	"trivial": true,
	"trivial_at": "a.yaml:2:1-2:4",
	"negated": false,
	"values": [
		{"at": "a.yaml:1:1-1:4", "text": "o-a1b2c3d4e5"},
		{"at": "a.yaml:2:1-2:4", "text": "o-*"},
	],
}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"conditions": [condition],
}

but(changes) := {"conditions": [object.union(condition, changes)]}

reported(changes) := report if {
	report := trivial_condition.report with input.having.trivial_condition as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`role AppRole relies on a condition that holds back nobody,`,
		`StringLike aws:PrincipalOrgID "o-*": write the values that are meant`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a network": but({"operator": "IpAddress", "key": "aws:SourceIp", "lower_key": "aws:sourceip"}),
		"an operator with IfExists": but({"operator": "StringLikeIfExists"}),
		"a condition that limits besides": {"conditions": [condition, object.union(condition, {"trivial": false, "trivial_at": ""})]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is graver": {"document": {"kind": "trust"}},
		"a resource policy is graver": {"document": {"kind": "resource"}},
		"the condition limits": but({"trivial": false}),
		"the operator is negated": but({"negated": true}),
		"it asks that there be a tag": but({"lower_key": "aws:requesttag/owner"}),
		"it asks that the caller have a tag": but({"lower_key": "aws:principaltag/team"}),
	}
	count(reported(changes)) == 0
}
