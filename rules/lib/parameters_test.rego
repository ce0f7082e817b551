package iamlint.lib.parameters_test

import data.iamlint.lib.parameters

test_gives[why] if {
	some why, use in {
		"an action": {"effect": "Allow", "element": "Action"},
		"a resource": {"effect": "Allow", "element": "Resource", "target": {"type": "AWS::IAM::Role"}},
		"a principal": {"effect": "Allow", "element": "Principal"},
	}
	parameters.gives(use)
}

test_gives_nothing[why] if {
	some why, use in {
		"deny": {"effect": "Deny", "element": "Action"},
		"an effect that is not known": {"effect": "", "element": "Action"},
		"an exception": {"effect": "Allow", "element": "NotResource"},
		"a function's name": {"effect": "Allow", "element": "Resource", "target": {"type": "AWS::Lambda::Permission"}},
	}
	not parameters.gives(use)
}

test_places_are_five_at_most if {
	uses := [use |
		some i in numbers.range(1, 9)
		use := {"element": "Resource", "at": sprintf("a.yaml:%d:1-2", [i]), "target": {"kind": "role", "name": "X"}}
	]
	places := parameters.places(uses)
	count(places) == 5
	places[0] == {"at": "a.yaml:1:1-2", "message": "used in Resource of role X"}
}

test_owners_are_named_once if {
	use := {"element": "Resource", "target": {"kind": "role", "name": "X"}}
	parameters.owners([use, use]) == "Resource of role X"
}
