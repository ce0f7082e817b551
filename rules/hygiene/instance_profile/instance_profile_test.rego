package iamlint.rules.instance_profile_test

import data.iamlint.rules.instance_profile

profile := {
	"name": "Profile",
	"kind": "resource",
	"type": "AWS::IAM::InstanceProfile",
	"at": "a.yaml:1:1-1:4",
	"properties": {},
}

role(text) := {"text": text, "known": true, "branch": ""}

reported(roles) := report if {
	report := instance_profile.report with input.resources as [object.union(
		profile,
		{"properties": {"Roles": {"at": "a.yaml:2:1-2:4", "values": roles}}},
	)]
}

test_message if {
	some found in reported([role("app"), role("other")])
	found.at == "a.yaml:2:1-2:4"
	found.message == "instance profile Profile names 2 roles, and IAM takes only one: name the one role that its instances need"
}

test_fires_without_roles if {
	report := instance_profile.report with input.resources as [profile]
	some found in report
	found.at == "a.yaml:1:1-1:4"
}

test_fires[why] if {
	some why, roles in {"empty": [], "wildcard": [role("app-*")]}
	count(reported(roles)) == 1
}

test_is_silent[why] if {
	some why, roles in {
		"one, and one that may be none": [role("app"), {"text": "${Other}", "known": false, "branch": ""}],
		"one": [role("${App}")],
		"not known": [{"text": "${Roles}", "known": false, "branch": ""}],
		"one on each branch": [
			{"text": "${A}", "known": true, "branch": "IsTest"},
			{"text": "${B}", "known": true, "branch": "not IsTest"},
		],
	}
	count(reported(roles)) == 0
}
