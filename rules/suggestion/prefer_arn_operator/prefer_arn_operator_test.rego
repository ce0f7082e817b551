package iamlint.rules.prefer_arn_operator_test

import data.iamlint.rules.prefer_arn_operator

reported(changes, origin) := report if {
	condition := {"at": "a.yaml:2:1-2:4", "key": "aws:SourceArn", "key_type": "ARN", "base": "StringLike"}
	report := prefer_arn_operator.report with input.having.statements as [{
		"target": {"name": "App", "kind": "role"},
		"document": {"origin": origin},
		"conditions": [object.union(condition, changes)],
	}]
}

test_message if {
	some found in reported({}, "")
	found.at == "a.yaml:2:1-2:4"
	found.message == "StringLike compares the ARN in aws:SourceArn as plain text: write ArnLike"
}

test_fires[base] if {
	some base in {"StringEquals", "StringNotLike", "StringNotEquals"}
	count(reported({"base": base}, "")) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"it is one": {"base": "ArnLike"},
		"a key of another type": {"key_type": "String"},
		"a key that is not known": {"key_type": ""},
		"whether it is there": {"base": "Null"},
	}
	count(reported(changes, "")) == 0
}

test_is_silent_on_what_aws_wrote if {
	count(reported({}, "managed")) == 0
}
