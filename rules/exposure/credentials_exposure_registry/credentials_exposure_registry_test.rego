package iamlint.rules.credentials_exposure_registry_test

import data.iamlint.rules.credentials_exposure_registry

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"scopable": {"permissions": {"count": 0}},
	"listed": {"registry-tokens": {
		"count": 1,
		"named": 1,
		"names": ["ecr:GetAuthorizationToken"],
		"arns": ["arn:aws:sqs:us-east-1:111122223333:orders"],
		"at": "a.yaml:1:1-1:4",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

reported(changes) := report if {
	report := credentials_exposure_registry.report with input.having.listed as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		"role AppRole may get the token of image registries with ecr:GetAuthorizationToken:",
		"limit the repositories where they are used",
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
	}
	count(reported(changes)) == 0
}
