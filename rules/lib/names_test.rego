package iamlint.lib.names_test

import data.iamlint.lib.names

action := {"text": "s3:GetObjct", "at": "a.yaml:1:1-1:4"}

test_effect[want] if {
	some want, statement in {
		"allows": {"effect": "Allow", "actions": [action], "not_actions": []},
		"protects": {"effect": "Deny", "actions": [action], "not_actions": []},
		"withholds": {"effect": "Allow", "actions": [], "not_actions": [action]},
		"spares": {"effect": "Deny", "actions": [], "not_actions": [action]},
	}
	names.effect(statement, action) == want
}

test_effect_is_not_known if {
	not names.effect({"effect": "", "actions": [action], "not_actions": []}, action)
}

test_what_aws_wrote_is_not_for_the_user_to_mend if {
	subject := {"effect": "Allow", "actions": [action], "not_actions": [], "document": {"origin": "template"}}
	not names.effect(subject, action)
}

test_remedy if {
	names.remedy("s3:GetObject") == `did you mean "s3:GetObject"?`
	names.remedy("") == "correct it or take it out"
}

test_alternative if {
	names.alternative("s3:GetObject") == ` (or did you mean "s3:GetObject"?)`
	names.alternative("") == ""
}
