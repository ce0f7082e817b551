package iamlint.rules.unknown_managed_policy_unlisted_test

import data.iamlint.rules.unknown_managed_policy_unlisted

wrong := {
	"at": "a.yaml:1:1-1:4",
	"text": "arn:aws:iam::aws:policy/RobotsAtWork",
	"name": "RobotsAtWork",
	"exists": false,
	"suggestion": "",
}

reported(changes) := report if {
	attachment := object.union(wrong, changes)
	report := unknown_managed_policy_unlisted.report with input.targets as [{"name": "App", "kind": "role", "managed": [attachment]}]
		with input.catalogue.managed_date as "2026-01-02"
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "App"
	found.message == concat("", [
		`role App has the AWS managed policy "arn:aws:iam::aws:policy/RobotsAtWork", which the data of 2026-01-02 `,
		"does not have: look whether it exists, or is new",
	])
}

test_is_silent[why] if {
	some why, changes in {
		"it exists": {"exists": true},
		"the other rule proposes another": {"suggestion": "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"},
		"somebody's own policy": {"name": ""},
	}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"a path": {"name": "service-role/RobotsAtWork"},
		"another": {"name": "NoSuchThing", "text": "arn:aws:iam::aws:policy/NoSuchThing"},
	}
	count(reported(changes)) == 1
}
