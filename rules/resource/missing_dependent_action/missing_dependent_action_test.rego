package iamlint.rules.missing_dependent_action_test

import data.iamlint.rules.missing_dependent_action

need := {
	"action": "lambda:CreateFunction",
	"at": "a.yaml:2:1-2:4",
	"lacks": {"count": 1, "names": ["iam:PassRole"]},
}

reported(needs) := report if {
	report := missing_dependent_action.report with input.having.needing as [{
		"target": {"name": "Deployer", "kind": "role"},
		"needs": needs,
	}]
}

test_message if {
	some found in reported([need])
	found.at == "a.yaml:2:1-2:4"
	found.target == "Deployer"
	found.message == concat("", [
		"role Deployer has lambda:CreateFunction, but not iam:PassRole, which it may need: ",
		"allow that, too, or take both out",
	])
}

test_fires_once_for_each_action if {
	count(reported([need, object.union(need, {"action": "ecs:RunTask", "at": "a.yaml:3:1-3:4"})])) == 2
}

test_is_silent_where_nothing_is_missing if {
	count(reported([])) == 0
}
