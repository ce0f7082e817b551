package iamlint.rules.expandable_wildcard_test

import data.iamlint.rules.expandable_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "App", "kind": "role"},
	"document": {"kind": "identity", "origin": ""},
}

action := {
	"at": "a.yaml:2:1-2:4",
	"text": "sqs:GetQueue*",
	"wildcard": "partial",
	"sensitive": false,
	"matches": 2,
	"names": ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
}

reported(changes, deeper) := report if {
	report := expandable_wildcard.report with input.having.partial_wildcard as [object.union(
		object.union(statement, changes),
		{"actions": [object.union(action, deeper)]},
	)]
}

test_message if {
	some found in reported({}, {})
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, `"sqs:GetQueue*" stands for sqs:GetQueueUrl and sqs:GetQueueAttributes: write that, so that`)
}

test_is_silent[why] if {
	some why, args in {
		"Deny should cover what AWS adds": [{"effect": "Deny"}, {}],
		"AWS wrote it": [{"document": {"origin": "template"}}, {}],
		"more than one would write": [{}, {"matches": 6}],
		"nothing": [{}, {"matches": 0}],
		"a write is another rule's": [{}, {"text": "sqs:Send*"}],
		"a secret is another rule's": [{}, {"sensitive": true}],
		"a whole service": [{}, {"wildcard": "service"}],
	}
	count(reported(args[0], args[1])) == 0
}

test_fires_up_to_five[number] if {
	some number in {1, 5}
	count(reported({}, {"matches": number})) == 1
}
