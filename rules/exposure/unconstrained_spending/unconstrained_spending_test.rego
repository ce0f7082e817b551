package iamlint.rules.unconstrained_spending_test

import data.iamlint.rules.unconstrained_spending

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"scopable": {"permissions": {"count": 0}},
	"listed": {"spending": {
		"count": 1,
		"named": 1,
		"names": ["ec2:RunInstances"],
		"arns": ["arn:aws:sqs:us-east-1:111122223333:orders"],
		"at": "a.yaml:1:1-1:4",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

reported(changes) := report if {
	report := unconstrained_spending.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, "role AppRole may run up costs")
	contains(found.message, "ec2:RunInstances")
	contains(found.message, "arn:aws:sqs:us-east-1:111122223333:orders")
}

models(changes) := {"listed": {"spending": {"named": 0}, "model-use": object.union(
	{"count": 2, "named": 0, "names": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], "arns": [], "at": "a.yaml:3:1-3:4"},
	changes,
)}}

test_message_on_models if {
	some found in reported(models({}))
	found.at == "a.yaml:3:1-3:4"
	found.message == concat(" ", [
		"role AppRole may use any model, however dear, with bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream: write the ARNs",
		"that it needs, such as arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${ModelId}",
	])
}

test_is_silent_on_models[why] if {
	some why, changes in {
		"a condition": {"scoped": true},
		"other rules speak of all of a service": {"actions": [{"wildcard": "service"}]},
		"other rules speak of services that are not told": {"actions": [{"wildcard": "prefix"}]},
	}
	count(reported(object.union(models({}), changes))) == 0
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
		"other rules speak of wildcards": {"listed": {"spending": {"named": 0}}},
	}
	count(reported(changes)) == 0
}
