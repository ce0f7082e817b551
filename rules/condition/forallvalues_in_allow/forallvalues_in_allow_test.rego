package iamlint.rules.forallvalues_in_allow_test

import data.iamlint.rules.forallvalues_in_allow

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "StringLike", "operator": "ForAllValues:StringLike", "key": "aws:PrincipalOrgPaths", "lower_key": "aws:principalorgpaths", "set": "ForAllValues", "if_exists": false, "negated": false, "trivial": false, "multi": true, "values": [{"text": "o-1/*", "at": "a.yaml:3:1-3:4"}]}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"principals": [],
	"scoped": false,
	"unresolved": false,
	"conditions": [condition],
}

with_condition(changes) := {"conditions": [object.union(condition, changes)]}

beside(changes) := {"conditions": [condition, object.union(condition, changes)]}

text(value) := {"values": [{"text": value, "at": "a.yaml:3:1-3:4"}]}

reported(changes) := report if {
	report := forallvalues_in_allow.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "aws:PrincipalOrgPaths")
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"who called": with_condition({"lower_key": "aws:calledvia"}),
		"contexts of keys": with_condition({"lower_key": "kms:encryptioncontextkeys"}),
		"subnets": with_condition({"lower_key": "sagemaker:vpcsubnets"}),
		"a trust policy": {"document": {"kind": "trust"}},
		"a bucket policy": {"document": {"kind": "resource"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"whether it is missing": with_condition({"base": "Null", "values": [{"text": "true"}]}),
		"deny": {"effect": "Deny"},
		"one value is enough": with_condition({"set": "ForAnyValue"}),
		"a key of one value is another rule's": with_condition({"multi": false}),
		"no tags need no permission": with_condition({"lower_key": "aws:tagkeys"}),
		"no tags are handed on": with_condition({"lower_key": "sts:transitivetagkeys"}),
		"no context is handed on": with_condition({"lower_key": "sts:requestcontextproviders"}),
		"what each request has": with_condition({"lower_key": "dynamodb:leadingkeys"}),
		"the key has to be there": beside({"base": "Null", "set": "", "values": [{"text": "false"}]}),
		"another condition insists": beside({"set": "ForAnyValue"}),
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
