package iamlint.rules.access_key_in_template_test

import data.iamlint.rules.access_key_in_template

key := {
	"name": "Key",
	"kind": "resource",
	"type": "AWS::IAM::AccessKey",
	"at": "a.yaml:1:1-1:4",
	"references": [],
}

reported(changes) := report if {
	report := access_key_in_template.report with input.resources as [object.union(key, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.related == []
	found.message == "access key Key lasts until somebody deletes it: let its user assume a role instead"
}

test_message_when_the_secret_is_shown if {
	some found in reported({"references": [
		{"by": "Secret", "property": "Outputs", "attribute": "SecretAccessKey", "at": "a.yaml:9:1-9:4"},
		{"by": "Id", "property": "Outputs", "attribute": "", "at": "a.yaml:8:1-8:4"},
		{"by": "Store", "property": "SecretString", "attribute": "SecretAccessKey", "at": "a.yaml:7:1-7:4"},
	]})
	contains(found.message, ", and all who may describe the stack see its secret in Outputs as Secret: let its user")
	[place.at | some place in found.related] == ["a.yaml:9:1-9:4"]
}

test_is_silent[type] if {
	some type in {"AWS::IAM::User", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::ApiGateway::ApiKey"}
	count(reported({"type": type})) == 0
}
