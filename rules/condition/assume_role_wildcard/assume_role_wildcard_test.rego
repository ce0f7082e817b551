package iamlint.rules.assume_role_wildcard_test

import data.iamlint.rules.assume_role_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
	"not_resources": [],
	"grants": {"sts:AssumeRole": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "sts:AssumeRole",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"sts:AssumeRole": changes}}

reported(changes) := report if {
	report := assume_role_wildcard.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`role AppRole may assume every role, in any account that trusts it:`,
		`write the ARNs of the roles that it needs`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"all": {},
		"every role of any account": grant({"reach": "type"}),
		"a pattern": grant({"pattern": "sts:*"}),
		"NotResource": {"reach": "", "not_resources": [{}]},
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
		"the account is named": grant({"reach": "account"}),
	}
	count(reported(changes)) == 0
}

named(changes) := object.union(statement, object.union(
	{
		"grants": {"sts:AssumeRole": {"reach": "exact"}},
		"resources": [{"at": "a.yaml:3:1-3:4", "text": "arn:aws:iam::*:role/deploy", "any_account": true, "service": "iam"}],
	},
	changes,
))

in_any_account(changes) := report if {
	report := assume_role_wildcard.report with input.having.any_account as [named(changes)]
}

test_message_of_a_name_in_any_account if {
	some found in in_any_account({})
	found.at == "a.yaml:3:1-3:4"
	contains(found.message, `role AppRole may assume a role in any account that has one of the name "arn:aws:iam::*:role/deploy"`)
}

test_is_silent_about_a_name_in_any_account[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a condition scopes it": {"scoped": true},
		"what could not be read may scope it": {"unresolved": true},
		"every role was spoken of": {"grants": {"sts:AssumeRole": {"reach": "all"}}},
		"the account is named": {"resources": [{"any_account": false, "service": "iam"}]},
	}
	count(in_any_account(changes)) == 0
}
