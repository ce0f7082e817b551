package iamlint.rules.passrole_wildcard_conditioned_test

import data.iamlint.rules.passrole_wildcard_conditioned

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity"},
	"reach": "all",
	"scoped": true,
	"unresolved": false,
	"actions": [{"wildcard": "none"}],
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
	report := passrole_wildcard_conditioned.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "AppRole"
	found.message == concat(" ", [
		`role AppRole may pass every role, limited by a condition only:`,
		`write the ARN of the role that it is to pass`,
	])
}

test_fires_on[why] if {
	some why, changes in {
		"all": {},
		"every role of any account": grant({"reach": "type"}),
		"every role of the account": grant({"reach": "account"}),
		"a pattern": grant({"pattern": "iam:*"}),
		"NotResource": {"reach": "", "not_resources": [{}]},
		"another condition that could not be read": {"unresolved": true},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"a trust policy is another rule's": {"document": {"kind": "trust"}},
		"a key's own policy is another rule's": {"document": {"kind": "resource"}},
		"the resource is named": grant({"reach": "exact"}),
		"the resource begins with a name": grant({"reach": "prefix"}),
		"the resource is not known": grant({"reach": "unresolved"}),
		"no resource fits": grant({"reach": ""}),
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}]},
		"nothing scopes it: the graver variant speaks": {"scoped": false},
	}
	count(reported(changes)) == 0
}
