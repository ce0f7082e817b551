package iamlint.rules.qualifier_defeats_condition_test

import data.iamlint.rules.qualifier_defeats_condition

condition := {"at": "a.yaml:1:1-1:4", "key_at": "a.yaml:2:1-2:4", "base": "StringNotLike", "operator": "ForAnyValue:StringNotLike", "key": "aws:PrincipalOrgPaths", "lower_key": "aws:principalorgpaths", "set": "ForAnyValue", "if_exists": false, "negated": true, "trivial": false, "multi": true, "values": [{"text": "o-1/*", "at": "a.yaml:3:1-3:4"}]}

statement := {
	"effect": "Deny",
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
	report := qualifier_defeats_condition.report with input.having.conditioned as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "ForAllValues:StringNotLike")
}

subnets := with_condition({"key": "lambda:SubnetIds", "lower_key": "lambda:subnetids"})

absent(changes) := {"conditions": [object.union(
	object.union(subnets.conditions[0], {"base": "Null", "set": "", "negated": false, "values": [{"text": "true"}]}),
	changes,
)]}

reported_beside(other) := report if {
	report := qualifier_defeats_condition.report with input.having.conditioned as [
		object.union(statement, subnets),
		object.union(statement, other),
	]
}

test_what_is_asked_for_keeps_its_qualifier if {
	some found in reported(subnets)
	contains(found.message, `: deny that too, in a statement with Null "true"`)
	not contains(found.message, "ForAllValues")
}

test_absence_that_is_denied_beside_it if {
	count(reported_beside(absent({}))) == 0
}

test_fires_beside[why] if {
	some why, other in {
		"the absence of another key": absent({"lower_key": "lambda:vpcids"}),
		"what has the key": absent({"values": [{"text": "false"}]}),
		"another's absence": object.union({"target": {"name": "OtherRole"}}, absent({})),
		"an Allow": object.union({"effect": "Allow"}, absent({})),
		"a value": absent({"base": "StringEquals"}),
	}
	count(reported_beside(other)) == 1
}

test_fires_on[why] if {
	some why, changes in {
		"it as it stands": {},
		"who called": with_condition({"lower_key": "aws:calledvia"}),
		"Null of any": with_condition({"base": "Null", "negated": false}),
		"Null of all": with_condition({"base": "Null", "set": "ForAllValues", "negated": false}),
		"Null of any to allow": object.union({"effect": "Allow"}, with_condition({"base": "Null", "negated": false})),
		"an SCP": {"document": {"kind": "scp"}},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"allow": {"effect": "Allow"},
		"one that must not be there": with_condition({"negated": false, "base": "StringLike"}),
		"all of them": with_condition({"set": "ForAllValues"}),
		"without a qualifier": with_condition({"set": ""}),
		"Null by itself": with_condition({"base": "Null", "set": "", "negated": false}),
		"no tags need no permission": with_condition({"lower_key": "aws:tagkeys"}),
		"nor do those of objects": with_condition({"lower_key": "s3:requestobjecttagkeys"}),
		"the key has to be there": beside({"base": "Null", "set": "", "negated": false, "values": [{"text": "false"}]}),
		"AWS wrote it": {"document": {"origin": "managed"}},
	}
	count(reported(changes)) == 0
}
