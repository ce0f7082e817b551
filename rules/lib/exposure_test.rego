package iamlint.lib.exposure_test

import data.iamlint.lib.exposure

listing := {
	"count": 2,
	"named": 1,
	"names": ["sqs:DeleteQueue", "sqs:PurgeQueue"],
	"arns": ["arn:q"],
	"at": "a.yaml:1:1-1:4",
}

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"listed": {"queues": listing},
}

test_named_leaves_out_what_comes_in_by_a_wildcard if {
	exposure.named(statement, "queues").names == ["sqs:DeleteQueue"]
	exposure.named(statement, "queues").count == 1
}

test_named_is_undefined[why] if {
	some why, changes in {
		"deny": {"effect": "Deny"},
		"a boundary": {"document": {"kind": "boundary"}},
		"a policy template of SAM": {"document": {"origin": "template"}},
		"a condition": {"scoped": true},
		"what could not be read": {"unresolved": true},
		"every action": {"actions": [{"wildcard": "every"}]},
		"wildcards only": {"listed": {"queues": {"named": 0}}},
	}
	not exposure.named(object.union(statement, changes), "queues")
}

test_another_list_is_undefined if not exposure.named(statement, "topics")

test_message[why] if {
	some why, c in {
		"an ARN": {
			"arns": ["arn:q"],
			"want": "role AppRole may delete queues with sqs:DeleteQueue: write the ARNs that it needs, such as arn:q",
		},
		"none": {
			"arns": [],
			"want": concat(" ", [
				"role AppRole may delete queues with sqs:DeleteQueue: no ARN limits it, so take it out,",
				"or add a condition such as aws:PrincipalTag",
			]),
		},
	}
	actions := {"count": 1, "names": ["sqs:DeleteQueue"], "arns": c.arns}
	exposure.message(statement, "delete queues", actions) == c.want
}
