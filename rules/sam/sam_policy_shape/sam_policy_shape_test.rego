package iamlint.rules.sam_policy_shape_test

import data.iamlint.rules.sam_policy_shape

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

reported(shape) := report if {
	report := sam_policy_shape.report with input.resources as [object.union(
		function,
		{"policies": [{"at": "a.yaml:2:1-2:4", "shape": shape}]},
	)]
}

test_message if {
	some found in reported("wrapped")
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, "SAM does not take this entry in Policies of Resize: write Version and Statement without PolicyName")
}

test_fires_on_an_odd_one if {
	count(reported("odd")) == 1
}

test_message_of_parameters_that_are_not_indented if {
	report := sam_policy_shape.report with input.resources as [object.union(
		function,
		{"policies": [{"at": "a.yaml:2:1-2:4", "shape": "flat", "name": "SQSPollerPolicy"}]},
	)]
	some found in report
	startswith(found.message, "the parameters of SQSPollerPolicy stand next to it in Policies of Resize, so")
}

test_is_silent[shape] if {
	some shape in {"name", "document", "template"}
	count(reported(shape)) == 0
}
