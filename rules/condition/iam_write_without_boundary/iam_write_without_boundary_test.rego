package iamlint.rules.iam_write_without_boundary_test

import data.iamlint.rules.iam_write_without_boundary

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
	"reach": "all",
	"scoped": false,
	"unresolved": false,
	"actions": [{"text": "iam:PutRolePolicy", "wildcard": "none"}],
	"conditions": [],
	"not_resources": [],
	"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::111122223333:role/app"}],
	"grants": {"iam:PutRolePolicy": {
		"at": "a.yaml:1:1-1:4",
		"pattern": "iam:PutRolePolicy",
		"reach": "all",
		"reach_at": "a.yaml:2:1-2:4",
	}},
}

grant(changes) := {"grants": {"iam:PutRolePolicy": changes}}

asks(key) := {"conditions": [{
	"lower_key": key,
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"trivial": false,
	"values": [{"text": "x"}],
}]}

reported(changes) := report if {
	report := iam_write_without_boundary.report with input.having.watched as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	contains(found.message, "iam:PermissionsBoundary")
}

test_fires_on[why] if {
	some why, changes in {
		"a role": {},
		"a user": {"target": {"name": "U", "kind": "user"}},
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a prefix": grant({"reach": "prefix"}),
		"a pattern": grant({"pattern": "iam:Put*"}),
		"a boundary that may be missing": {"conditions": [object.union(asks("iam:permissionsboundary").conditions[0], {"if_exists": true})]},
		"a policy that is put has no ARN": asks("iam:policyarn"),
	}
	count(reported(object.union({}, changes))) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny grants nothing": {"effect": "Deny"},
		"a boundary grants nothing": {"document": {"kind": "boundary"}},
		"what could not be read may scope it": {"unresolved": true},
		"another rule speaks of every action": {"actions": [{"wildcard": "every"}], "grants": {"iam:PutRolePolicy": {"pattern": "*"}}},
		"a condition scopes it": {"scoped": true},
		"the role is named": grant({"reach": "exact"}),
		"a rule on all of a service speaks": grant({"pattern": "iam:*"}),
		"a boundary is asked for": asks("iam:permissionsboundary"),
		"people handle themselves": {"resources": [{"at": "a.yaml:2:1-2:4", "text": "arn:aws:iam::*:user/${aws:username}"}]},
	}
	count(reported(object.union({}, changes))) == 0
}

test_a_deny_may_ask_for_the_boundary if {
	deny := object.union({"effect": "Deny", "target": {"name": "AppRole"}}, asks("iam:permissionsboundary"))
	count(reported({})) == 0 with input.having.conditioned as [deny]
}

test_policies_that_may_be_attached_are_named if {
	attach := {"grants": {"iam:AttachRolePolicy": statement.grants["iam:PutRolePolicy"]}}
	without := object.union(object.remove(statement, ["grants"]), attach)
	count(iam_write_without_boundary.report) == 1 with input.having.watched as [without]
	count(iam_write_without_boundary.report) == 0 with input.having.watched as [object.union(without, asks("iam:policyarn"))]
}

test_asks_for_a_statement_of_its_own if {
	some found in reported({"actions": [{"text": "iam:PutRolePolicy", "wildcard": "none"}, {"text": "s3:GetObject", "wildcard": "none"}]})
	endswith(found.message, ", in a statement of its own")
}

test_leaves_the_statement_alone_that_has_nothing_else if {
	count(reported({})) == 1
	every found in reported({}) {
		not endswith(found.message, ", in a statement of its own")
	}
}
