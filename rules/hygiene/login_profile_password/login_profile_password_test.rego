package iamlint.rules.login_profile_password_test

import data.iamlint.rules.login_profile_password

reported(password) := report if {
	report := login_profile_password.report with input.resources as [{
		"name": "Ann",
		"kind": "user",
		"type": "AWS::IAM::User",
		"at": "a.yaml:1:1-1:4",
		"properties": {"LoginProfile.Password": {"at": "a.yaml:3:1-3:4", "values": [password]}},
	}]
}

test_message_keeps_the_password_to_itself if {
	some found in reported({"at": "a.yaml:3:1-3:4", "text": "pa55w0rd", "known": true})
	found.at == "a.yaml:3:1-3:4"
	found.message == "the password of user Ann is there for all who can read the template: take it from Secrets Manager, and change it"
}

test_is_silent[why] if {
	some why, password in {
		"perhaps a secret": {"at": "a.yaml:3:1-3:4", "text": "pa55w0rd", "known": false},
		"a parameter": {"at": "a.yaml:3:1-3:4", "text": "${Password}", "known": false},
		"a secret": {"at": "a.yaml:3:1-3:4", "text": "${resolve:secretsmanager:ann}", "known": false},
		"made at deployment": {"at": "a.yaml:3:1-3:4", "text": "${AWS::StackId}", "known": true},
	}
	count(reported(password)) == 0
}

test_is_silent_on_other_types if {
	report := login_profile_password.report with input.resources as [{
		"name": "Ann",
		"kind": "resource",
		"type": "Custom::User",
		"properties": {"LoginProfile.Password": {"values": [{"at": "a.yaml:3:1-3:4", "text": "pa55w0rd", "known": true}]}},
	}]
	count(report) == 0
}
