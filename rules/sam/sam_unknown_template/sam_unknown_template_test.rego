package iamlint.rules.sam_unknown_template_test

import data.iamlint.rules.sam_unknown_template

function := {
	"name": "Resize",
	"kind": "resource",
	"type": "AWS::Serverless::Function",
	"at": "a.yaml:1:1-1:4",
	"role": "Resize",
	"properties": {},
	"policies": [],
	"public": [],
	"power": {"count": 0, "names": []},
}

entry := {
	"at": "a.yaml:2:1-2:4",
	"shape": "template",
	"name": "SQSPollerPolicy",
	"exists": true,
	"suggestion": "",
	"missing": [],
	"extra": [],
}

reported(changes) := report if {
	report := sam_unknown_template.report with input.resources as [object.union(
		function,
		{"policies": [object.union(entry, changes)]},
	)]
}

test_message_of_an_unknown_name if {
	some found in reported({"exists": false, "name": "SQSPolerPolicy", "suggestion": "SQSPollerPolicy"})
	found.at == "a.yaml:2:1-2:4"
	found.message == `SAM has no policy template "SQSPolerPolicy": did you mean "SQSPollerPolicy"?`
}

test_message_of_a_missing_parameter if {
	some found in reported({"missing": ["QueueName"], "extra": ["Queue"]})
	found.message == "policy template SQSPollerPolicy lacks QueueName, so that SAM refuses the template: give it"
}

test_message_of_a_parameter_too_many if {
	some found in reported({"extra": ["Region"]})
	found.message == "policy template SQSPollerPolicy does not know Region, so that it limits nothing: take it out"
}

test_is_silent[why] if {
	some why, changes in {
		"an unknown name of a managed policy": {"shape": "name", "exists": false},
		"what a document lacks": {"shape": "document", "missing": ["QueueName"]},
		"what a document has too much": {"shape": "document", "extra": ["Region"]},
		"all is well": {},
		"a managed policy": {"shape": "name", "exists": false},
		"a document": {"shape": "document"},
	}
	count(reported(changes)) == 0
}

test_an_unknown_name_is_told_once if {
	count(reported({"exists": false, "extra": ["Region"]})) == 1
}
