package iamlint.rules.sam_template_wildcard_parameter_test

import data.iamlint.rules.sam_template_wildcard_parameter

reported(origin, breadth, at) := report if {
	report := sam_template_wildcard_parameter.report with input.having.statements as [{
		"at": "a.yaml:2:1-2:4",
		"target": {"name": "Resize", "kind": "role"},
		"document": {"name": "SQSPollerPolicy", "origin": origin},
		"resources": [{"at": at, "breadth": breadth}],
	}]
}

test_message if {
	some found in reported("template", "account", "a.yaml:3:1-3:4")
	found.at == "a.yaml:3:1-3:4"
	startswith(found.message, "a wildcard makes SQSPollerPolicy of role Resize speak of everything of its kind: name what")
}

test_fires_on_a_whole_type if {
	count(reported("template", "type", "a.yaml:3:1-3:4")) == 1
}

test_is_silent[why] if {
	some why, args in {
		"what AWS wrote is wide": ["template", "account", "a.yaml:2:1-2:4"],
		"one queue": ["template", "exact", "a.yaml:3:1-3:4"],
		"a prefix": ["template", "prefix", "a.yaml:3:1-3:4"],
		"not a policy template": ["", "account", "a.yaml:3:1-3:4"],
	}
	count(reported(args[0], args[1], args[2])) == 0
}
