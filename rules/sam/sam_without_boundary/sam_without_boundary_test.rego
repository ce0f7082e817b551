package iamlint.rules.sam_without_boundary_test

import data.iamlint.rules.sam_without_boundary

reported(changes, allowed) := report if {
	report := sam_without_boundary.report with input.resources as [object.union(
		{
			"name": "Resize",
			"kind": "resource",
			"type": "AWS::Serverless::Function",
			"at": "a.yaml:1:1-1:4",
			"properties": {},
		},
		changes,
	)]
		with input.settings.sam_without_boundary.allowed as allowed
}

bound(text, known) := {"properties": {"PermissionsBoundary": {"values": [{"text": text, "known": known, "at": "a.yaml:2:1-2:4"}], "always": true}}}

on_a_branch := {"properties": {"PermissionsBoundary": {"values": [{"text": "arn:aws:iam::111122223333:policy/Own", "known": true, "at": "a.yaml:2:1-2:4"}], "always": false}}}

test_message if {
	some found in reported({}, [])
	found.at == "a.yaml:1:1-1:4"
	found.target == "Resize"
	contains(found.message, "Resize has no permissions boundary")
}

test_message_of_a_branch_without if {
	some found in reported(on_a_branch, [])
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, "Resize has no permissions boundary on some branch of the template, where")
}

test_fires_on[why] if {
	some why, case in {
		"a function": [{}, []],
		"a state machine": [{"type": "AWS::Serverless::StateMachine"}, []],
		"a function, whatever may be chosen": [{}, ["Wide"]],
		"a function that has one on a branch only": [on_a_branch, []],
		"another boundary": [bound("arn:aws:iam::111122223333:policy/Own", true), ["Wide"]],
		"a boundary of another account": [bound("arn:aws:iam::111122223333:policy/Wide", true), ["arn:aws:iam::444455556666:policy/Wide"]],
	}
	count(reported(case[0], case[1])) == 1
}

test_is_silent_on[why] if {
	some why, case in {
		"any boundary": [bound("arn:aws:iam::111122223333:policy/Own", true), []],
		"one that is allowed": [bound("arn:aws:iam::111122223333:policy/Wide", true), ["Wide"]],
		"one by a pattern": [bound("arn:aws:iam::111122223333:policy/Wide", true), ["arn:aws:iam::*:policy/Wide"]],
		"one that is not known": [bound("${Boundary}", false), ["Wide"]],
		"a role of its own": [{"properties": {"Role": {"values": []}}}, []],
		"a function of Lambda, which has a role": [{"type": "AWS::Lambda::Function"}, []],
	}
	count(reported(case[0], case[1])) == 0
}
