package iamlint.rules.passrole_wildcard_test

import data.iamlint.rules.passrole_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "iam:PassRole", "wildcard": "none"}],
	"not_resources": [],
	"grants": {"iam:PassRole": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "iam:PassRole",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"iam:PassRole": changes}}

reported(changes) := report if {
	report := passrole_wildcard.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`role AppRole may pass every role to services that run with it:`,
		`write the ARN of the role, and add the condition iam:PassedToService`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"all": {},
		"every role of any account": grant({"reach": "type"}),
		"every role of the account": grant({"reach": "account"}),
		"a pattern": grant({"pattern": "iam:*"}),
		"NotResource": {"reach": "", "not_resources": [{}]},
		"every action on every role": {"actions": [{"wildcard": "every"}], "reach": "type"},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"of NotAction other rules speak": grant({"pattern": ""}),
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a key's own policy is another rule's": {"document": {"kind": "resource"}},
		"the resource is named": grant({"reach": "exact"}),
		"the resource begins with a name": grant({"reach": "prefix"}),
		"the resource is not known": grant({"reach": "unresolved"}),
		"no resource fits": grant({"reach": ""}),
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
	}
	count(reported(changes)) == 0
}

test_asks_for_a_statement_of_its_own if {
	some found in reported({"actions": [{"text": "iam:PassRole", "wildcard": "none"}, {"text": "s3:GetObject", "wildcard": "none"}]})
	endswith(found.message, ", in a statement of its own")
}

test_leaves_the_statement_alone_that_has_nothing_else if {
	count(reported({})) == 1
	every found in reported({}) {
		not endswith(found.message, ", in a statement of its own")
	}
}
