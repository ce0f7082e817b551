package iamlint.rules.login_profile_test

import data.iamlint.rules.login_profile

profile(properties) := report if {
	report := login_profile.report with input.resources as [{
		"name": "Ann",
		"kind": "user",
		"type": "AWS::IAM::User",
		"at": "a.yaml:1:1-1:4",
		"properties": properties,
	}]
}

set := {"at": "a.yaml:2:1-2:4", "key_at": "a.yaml:2:1-2:2", "values": []}

reset(text, known) := {
	"LoginProfile": set,
	"LoginProfile.PasswordResetRequired": {"at": "a.yaml:3:1-3:4", "values": [{"text": text, "known": known}]},
}

test_message if {
	some found in profile({"LoginProfile": set})
	found.at == "a.yaml:2:1-2:2"
	found.target == "Ann"
	endswith(found.message, "which others know: set PasswordResetRequired to true")
}

test_fires[text] if {
	some text in {"false", "False", "no"}
	count(profile(reset(text, true))) == 1
}

test_is_silent[why] if {
	some why, properties in {
		"no password": {},
		"it has to be changed": reset("true", true),
		"so it has, in another case": reset("True", true),
		"a parameter decides": reset("${Reset}", false),
	}
	count(profile(properties)) == 0
}

test_is_silent_without_a_profile_or_a_user if {
	count(profile({})) == 0
	report := login_profile.report with input.resources as [{
		"name": "Ann",
		"kind": "resource",
		"type": "AWS::X::Y",
		"at": "a.yaml:1:1-1:4",
		"properties": {"LoginProfile": set},
	}]
	count(report) == 0
}
