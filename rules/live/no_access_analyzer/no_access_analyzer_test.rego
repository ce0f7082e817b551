package iamlint.rules.no_access_analyzer_test

import data.iamlint.rules.no_access_analyzer

reported(changes) := report if {
	account := {"id": "111122223333", "at": "a.yaml:1:1-1:4", "analyzer": "missing"}
	report := no_access_analyzer.report with input.accounts as [object.union(account, changes)]
}

test_message if {
	some found in reported({})
	found.target == "111122223333"
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, "the account has no role of IAM Access Analyzer, which tells of what outsiders can reach: create")
}

test_fires_on[why] if {
	some why, changes in {
		"another account": {"id": "999988887777"},
		"one with providers": {"providers": []},
		"one with quotas": {"quotas": []},
	}
	count(reported(changes)) == 1
}

test_is_silent[analyzer] if {
	some analyzer in ["", "set-up"]
	count(reported({"analyzer": analyzer})) == 0
}
