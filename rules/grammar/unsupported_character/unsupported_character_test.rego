package iamlint.rules.unsupported_character_test

import data.iamlint.rules.unsupported_character

fault := {"kind": "character", "element": "Resource", "text": "U+2013", "suggestion": "", "at": "a.yaml:1:1-1:9"}

subject := {"effect": "Allow", "target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}, "document": {"kind": "identity", "name": "work"}}

reported(wrong) := report if {
	changed := object.union(subject, {"faults": [object.union(fault, wrong)]})
	report := unsupported_character.report with input.having.faulty as [changed]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:9"
	found.target == "AppRole"
	found.message == "work of role AppRole has the character U+2013 in Resource, which IAM takes in no policy: write one up to U+00FF"
}

test_is_silent[why] if {
	some why, wrong in {
		"an id with other characters than letters": {"kind": "sid-characters"},
		"an ARN of no service": {"kind": "arn-service"},
	}
	count(reported(wrong)) == 0
}
