package iamlint.rules.sam_broad_template_test

import data.iamlint.rules.sam_broad_template

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

reported(name, shape) := report if {
	report := sam_broad_template.report with input.resources as [object.union(
		function,
		{"policies": [{"at": "a.yaml:2:1-2:4", "shape": shape, "name": name}]},
	)]
}

test_message if {
	some found in reported("S3FullAccessPolicy", "template")
	found.at == "a.yaml:2:1-2:4"
	startswith(found.message, "S3FullAccessPolicy gives Resize all there is to do with a bucket: use S3ReadPolicy, S3WritePolicy")
}

test_is_silent[name] if {
	some name in {"S3ReadPolicy", "S3CrudPolicy", "SQSPollerPolicy", "TextractPolicy"}
	count(reported(name, "template")) == 0
}

test_is_silent_on_a_managed_policy_of_that_name if {
	count(reported("S3FullAccessPolicy", "name")) == 0
}

test_fires_on[type] if {
	some type in {"AWS::Serverless::Function", "AWS::Serverless::StateMachine"}
	report := sam_broad_template.report with input.resources as [object.union(
		function,
		{"type": type, "policies": [{"at": "a.yaml:2:1-2:4", "shape": "template", "name": "S3FullAccessPolicy"}]},
	)]
	count(report) == 1
}
