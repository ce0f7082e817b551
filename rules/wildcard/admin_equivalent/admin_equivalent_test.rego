package iamlint.rules.admin_equivalent_test

import data.iamlint.rules.admin_equivalent

document := {
	"name": "work",
	"kind": "identity",
	"at": "a.yaml:1:1-1:4",
	"target": {"name": "AppRole", "kind": "role"},
	"administers": true,
}

reported(changes) := report if {
	report := admin_equivalent.report with input.having.documents as [object.union(document, changes)]
}

test_message if {
	some found in reported({})
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		"role AppRole may do nearly everything on everything, IAM included, by work:",
		"name the actions and resources it needs",
	])
}

test_fires_on[why] if {
	some why, changes in {
		"a managed policy": {"target": {"name": "P", "kind": "managed-policy"}},
		"a user": {"target": {"name": "U", "kind": "user"}},
	}
	count(reported(changes)) == 1
}

test_is_silent_where_the_boundary_leaves_less if count(reported({"target": {"barred": ["iam:CreateUser"]}})) == 0

test_is_silent_about_less if count(reported({"administers": false})) == 0
