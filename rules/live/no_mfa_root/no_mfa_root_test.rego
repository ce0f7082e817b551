package iamlint.rules.no_mfa_root_test

import data.iamlint.rules.no_mfa_root

reported(changes) := report if {
	root := {"kind": "root", "name": "root", "at": "a.yaml:1:1-1:4", "mfa": "missing"}
	report := no_mfa_root.report with input.records as [object.union(root, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.message == "the root user signs in with a password alone: enable MFA for it"
}

test_is_silent[why] if {
	some why, changes in {"it has": {"mfa": "active"}, "nobody knows": {"mfa": ""}, "it is a user": {"kind": "user"}}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"one who signs in": {"idle": 0},
		"one who never did": {"used": ""},
		"one with keys": {"credentials": [{"kind": "access-key", "active": true}]},
	}
	count(reported(changes)) == 1
}
