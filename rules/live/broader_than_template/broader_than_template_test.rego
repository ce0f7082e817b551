package iamlint.rules.broader_than_template_test

import data.iamlint.rules.broader_than_template

reported(changes) := report if {
	excess := {
		"actions": {"count": 1, "names": ["s3:PutObject"]},
		"resource": "arn:aws:s3:::orders/*",
		"lacks": [],
		"denied": false,
		"at": "a.yaml:2:1-2:4",
		"template": "b.yaml:3:1-3:4",
	}
	report := broader_than_template.report with input.records as [{
		"kind": "role",
		"name": "App",
		"at": "a.yaml:1:1-1:4",
		"excess": [object.union(excess, changes)],
	}]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.message == concat("", [
		"role App may do s3:PutObject on arn:aws:s3:::orders/*, which its template does not allow: ",
		"write it into the template, or take it away here",
	])
	found.related == [{"at": "b.yaml:3:1-3:4", "message": "the template has this"}]
}

test_message_of_a_condition if {
	some found in reported({"lacks": ["aws:SourceVpc", "aws:SourceIp"]})
	contains(found.message, ", which its template allows only under a condition on aws:SourceVpc and aws:SourceIp: ")
	found.related == [{"at": "b.yaml:3:1-3:4", "message": "the template has this"}]
}

test_message_of_a_deny if {
	every lacks in [[], ["aws:SourceVpc"]] {
		is_denied(lacks)
	}
}

is_denied(lacks) if {
	some found in reported({"lacks": lacks, "denied": true})
	contains(found.message, ", which its template denies: ")
	found.related == [{"at": "b.yaml:3:1-3:4", "message": "denied here"}]
}

test_is_silent_without_excess if {
	report := broader_than_template.report with input.records as [{"kind": "role", "name": "App", "at": "a.yaml:1:1-1:4", "excess": []}]
	count(report) == 0
}
