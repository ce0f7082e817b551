package iamlint.rules.unused_policy_test

import data.iamlint.rules.unused_policy

policy := {"kind": "managed-policy", "name": "Spare", "at": "a.yaml:1:1-1:4", "attachments": 0}

reported(changes) := report if {
	report := unused_policy.report with input.records as [object.union(policy, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "managed policy Spare is attached to nobody and bounds nobody: delete it"
}

test_is_silent[attachments] if {
	some attachments in [-1, 1]
	count(reported({"attachments": attachments})) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"another": {"name": "Old"},
		"one with versions": {"versions": [{"id": "v1"}]},
	}
	count(reported(changes)) == 1
}
