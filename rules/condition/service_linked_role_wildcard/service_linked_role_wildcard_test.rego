package iamlint.rules.service_linked_role_wildcard_test

import data.iamlint.rules.service_linked_role_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "iam:CreateServiceLinkedRole", "wildcard": "none"}],
	"conditions": [],
	"not_resources": [],
	"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::111122223333:role/app"}],
	"grants": {"iam:CreateServiceLinkedRole": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "iam:CreateServiceLinkedRole",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"iam:CreateServiceLinkedRole": changes}}

asks(key) := {"conditions": [{
	"lower_key": key,
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"trivial": false,
	"values": [{"text": "x"}],
}]}

reported(changes) := report if {
	report := service_linked_role_wildcard.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "iam:AWSServiceName")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"every role": grant({"reach": "type"}),
		"every role of the account": grant({"reach": "account"}),
		"a pattern": grant({"pattern": "iam:CreateService*"}),
	}
	count(reported(object.union({}, changes))) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}], "grants": {"iam:CreateServiceLinkedRole": {"pattern": "*"}}},
		"a condition scopes it": {"scoped": true},
		"the role is named": grant({"reach": "exact"}),
		"the role begins with a name": grant({"reach": "prefix"}),
		"a rule on all of a service speaks": grant({"pattern": "iam:*"}),
		"NotAction is another rule's": grant({"pattern": ""}),
	}
	count(reported(object.union({}, changes))) == 0
}

test_asks_for_a_statement_of_its_own if {
	some found in reported({"actions": [{"text": "iam:CreateServiceLinkedRole", "wildcard": "none"}, {"text": "s3:GetObject", "wildcard": "none"}]})
	endswith(found.message, ", in a statement of its own")
}

test_leaves_the_statement_alone_that_has_nothing_else if {
	count(reported({})) == 1
	every found in reported({}) {
		not endswith(found.message, ", in a statement of its own")
	}
}
