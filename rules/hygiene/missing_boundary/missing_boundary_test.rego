package iamlint.rules.missing_boundary_test

import data.iamlint.rules.missing_boundary

reported(target, settings) := report if {
	report := missing_boundary.report with input.targets as [object.union(
		{"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role", "at": "a.yaml:1:1-1:4", "boundaries": [], "unbounded": []},
		target,
	)]
		with input.settings.missing_boundary as object.union({"allowed": [], "exempt": []}, settings)
}

bound(text, known) := {"boundaries": [{"text": text, "known": known, "at": "a.yaml:2:1-2:4"}]}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:1:1-1:4"
	found.target == "AppRole"
	found.message == "role AppRole has no permissions boundary: set PermissionsBoundary"
}

test_message_names_the_branch_without if {
	some found in reported(object.union(bound("arn:aws:iam::111122223333:policy/Own", true), {"unbounded": ["not IsProd"]}), {})
	startswith(found.message, "role AppRole has no permissions boundary if not IsProd,")
}

test_fires_on[why] if {
	some why, case in {
		"a role": [{}, {}],
		"a user": [{"kind": "user", "type": "AWS::IAM::User"}, {}],
		"a role, whatever may be chosen": [{}, {"allowed": ["Wide"]}],
		"another boundary": [bound("arn:aws:iam::111122223333:policy/Own", true), {"allowed": ["Wide"]}],
		"a boundary of another account": [bound("arn:aws:iam::111122223333:policy/Wide", true), {"allowed": ["arn:aws:iam::444455556666:policy/*"]}],
		"a role that has one on one branch": [object.union(bound("arn:aws:iam::111122223333:policy/Own", true), {"unbounded": ["not IsProd"]}), {}],
		"a role that is not exempt": [{}, {"exempt": ["Other*"]}],
	}
	count(reported(case[0], case[1])) == 1
}

test_is_silent_on[why] if {
	some why, case in {
		"any boundary": [bound("arn:aws:iam::111122223333:policy/Own", true), {}],
		"one that is allowed": [bound("arn:aws:iam::111122223333:policy/Wide", true), {"allowed": ["Own", "Wide"]}],
		"one that is not known": [bound("${Boundary}", false), {"allowed": ["Wide"]}],
		"a role that is exempt": [{}, {"exempt": ["App*"]}],
		"a group, which can't have one": [{"kind": "group", "type": "AWS::IAM::Group"}, {}],
		"a function, of which another rule speaks": [{"type": "AWS::Serverless::Function"}, {}],
		"a role in an account": [{"type": ""}, {}],
	}
	count(reported(case[0], case[1])) == 0
}
