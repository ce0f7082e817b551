package iamlint.lib.boundaries_test

import data.iamlint.lib.boundaries

role(changes) := object.union({"name": "App", "kind": "role", "at": "a.yaml:1:1-1:4"}, changes)

bound(text) := {"text": text, "known": true, "at": "a.yaml:2:1-2:4"}

fault(bounds, loose, allowed) := found if some found in boundaries.faults(role({}), bounds, loose, allowed)

test_a_missing_boundary_is_at_the_target if {
	found := fault([], [], ["x"])
	found.at == "a.yaml:1:1-1:4"
	found.message == "role App has no permissions boundary: set PermissionsBoundary"
}

test_another_boundary_is_at_itself if {
	found := fault([bound("arn:aws:iam::111122223333:policy/Wide")], [], ["Narrow", "Other"])
	found.at == "a.yaml:2:1-2:4"
	contains(found.message, `is "arn:aws:iam::111122223333:policy/Wide"`)
	endswith(found.message, "Narrow and Other")
}

test_a_branch_without_a_boundary_is_at_the_boundary if {
	found := fault([bound("arn:aws:iam::111122223333:policy/Wide")], ["if not IsProd", "if IsTest"], [])
	found.at == "a.yaml:2:1-2:4"
	found.message == "role App has no permissions boundary if not IsProd and if IsTest, where nothing bounds it: set PermissionsBoundary there as well"
}

test_each_boundary_is_looked_at if {
	found := boundaries.faults(role({}), [bound("arn:aws:iam::111122223333:policy/Wide"), bound("arn:aws:iam::111122223333:policy/Own")], ["if A"], ["Wide"])
	count(found) == 2
	some other in found
	contains(other.message, "policy/Own")
}

test_nothing_is_wrong_with[why] if {
	some why, case in {
		"any where none is asked for": [bound("arn:aws:iam::111122223333:policy/Wide"), []],
		"one by its ARN": [bound("arn:aws:iam::111122223333:policy/Wide"), ["arn:aws:iam::111122223333:policy/Wide"]],
		"one by its name": [bound("arn:aws:iam::111122223333:policy/team/Wide"), ["Other", "Wide"]],
		"one by a pattern": [bound("arn:aws:iam::111122223333:policy/Wide.1"), ["arn:aws:iam::*:policy/Wide*"]],
		"one that is not known": [{"text": "${B}", "known": false, "at": "a.yaml:2:1-2:4"}, ["Wide"]],
	}
	count(boundaries.faults(role({}), [case[0]], [], case[1])) == 0
}
