package iamlint.rules.wildcard_action_test

import data.iamlint.rules.wildcard_action

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "exact",
	"scoped": false,
	"unresolved": false,
	"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "every"}],
	"resources": [{"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
	"not_resources": [],
}

reported(changes) := report if {
	report := wildcard_action.report with input.having.every_action as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == `role AppRole may do everything there is to do on "arn:aws:s3:::b/*": name the actions it needs`
}

test_message_with_not_resource if {
	some found in reported({"reach": "", "resources": [], "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]})
	contains(found.message, `do on everything but "arn:aws:s3:::b": name`)
}

test_fires[why] if {
	some why, changes in {
		"one bucket": {},
		"a condition does not make up for it": {"scoped": true},
		"every table": {"reach": "type"},
		"what could not be read can't make it more than every action": {"unresolved": true},
		"a resource that is not known": {"reach": "unresolved"},
		"NotResource": {"reach": "", "resources": [], "not_resources": [{"text": "arn:aws:s3:::b", "breadth": "exact"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"devices are another rule's": {"target": {"type": "AWS::IoT::Policy"}},
		"deny grants nothing": {"effect": "Deny"},
		"NotResource leaves nothing": {"not_resources": [{"breadth": "all"}]},
		"a Deny leaves nothing of it": {"actions": [object.union(statement.actions[0], {"denied": true})]},
		"every resource, which is admin-access": {"reach": "all"},
		"every resource under a condition, likewise": {"reach": "all", "scoped": true},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"another action than the star": {"actions": [{"at": "a.yaml:1:1-1:4", "wildcard": "none"}]},
	}
	count(reported(changes)) == 0
}
