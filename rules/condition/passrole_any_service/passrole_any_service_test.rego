package iamlint.rules.passrole_any_service_test

import data.iamlint.rules.passrole_any_service

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "iam:PassRole", "wildcard": "none"}],
	"conditions": [],
	"not_resources": [],
	"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::111122223333:role/app"}],
	"grants": {"iam:PassRole": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "iam:PassRole",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"iam:PassRole": changes}}

asks(key) := {"conditions": [{
	"lower_key": key,
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"trivial": false,
	"values": [{"text": "x"}],
}]}

reported(changes) := report if {
	report := passrole_any_service.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported(grant({"reach": "exact"}))
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "iam:PassedToService")
}

test_message_names_one_role if {
	some found in reported(grant({"reach": "exact"}))
	contains(found.message, "may pass the role that it names to any service that the role trusts")
}

test_message_names_several_roles[why] if {
	some why, changes in {
		"by a pattern": grant({"reach": "prefix"}),
		"one by one": object.union(grant({"reach": "exact"}), {"resources": array.concat(statement.resources, statement.resources)}),
	}
	some found in reported(changes)
	contains(found.message, "may pass the roles that it names to any service that they trust")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a prefix": grant({"reach": "prefix"}),
		"a pattern": grant({"pattern": "iam:Pass*"}),
		"a service that may be missing": {"conditions": [object.union(asks("iam:passedtoservice").conditions[0], {"if_exists": true})]},
	}
	count(reported(object.union(grant({"reach": "exact"}), changes))) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}], "grants": {"iam:PassRole": {"pattern": "*"}}},
		"every role is another rule's": grant({"reach": "all"}),
		"every role of the account, too": grant({"reach": "account"}),
		"the role is not known": grant({"reach": "unresolved"}),
		"a rule on all of a service speaks": grant({"pattern": "iam:*"}),
		"the service is asked for": asks("iam:passedtoservice"),
		"what it is for is asked for": asks("iam:associatedresourcearn"),
		"AWS wrote it": {"document": {"origin": "template"}},
	}
	count(reported(object.union(grant({"reach": "exact"}), changes))) == 0
}

test_a_role_that_one_service_can_have_needs_no_condition if {
	service := {"kind": "service", "text": "lambda.amazonaws.com"}
	trust := {"target": {"name": "Worker"}, "effect": "Allow", "principals": [service]}
	passing := object.union(grant({"reach": "exact"}), {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::111122223333:role/${Worker}"}]})
	count(reported(passing)) == 1
	count(reported(passing)) == 0 with input.having.trust as [trust]
	two := object.union(trust, {"principals": [service, {"kind": "service", "text": "ec2.amazonaws.com"}]})
	count(reported(passing)) == 1 with input.having.trust as [two]
	account := object.union(trust, {"principals": [{"kind": "account", "text": "111122223333"}]})
	count(reported(passing)) == 1 with input.having.trust as [account]
}

test_asks_for_a_statement_of_its_own if {
	some found in reported(object.union(grant({"reach": "exact"}), {"actions": [{"text": "iam:PassRole", "wildcard": "none"}, {"text": "s3:GetObject", "wildcard": "none"}]}))
	endswith(found.message, ", in a statement of its own")
}

test_leaves_the_statement_alone_that_has_nothing_else if {
	count(reported(grant({"reach": "exact"}))) == 1
	every found in reported(grant({"reach": "exact"})) {
		not endswith(found.message, ", in a statement of its own")
	}
}
