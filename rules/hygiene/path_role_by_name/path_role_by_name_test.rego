package iamlint.rules.path_role_by_name_test

import data.iamlint.rules.path_role_by_name

reference := {
	"by": "Policy",
	"type": "AWS::IAM::Policy",
	"property": "PolicyDocument",
	"attribute": "",
	"before": ":role/",
	"at": "a.yaml:5:1-5:4",
}

reported(path, changes) := report if {
	report := path_role_by_name.report with input.resources as [{
		"name": "App",
		"kind": "role",
		"type": "AWS::IAM::Role",
		"properties": {"Path": {"values": [{"text": path, "known": path != "${Path}"}]}},
		"references": [object.union(reference, changes)],
	}]
}

test_message if {
	some found in reported("/app/", {})
	found.at == "a.yaml:5:1-5:4"
	found.message == `this leaves out the path "/app/" of role App, so that it names another role: write !GetAtt App.Arn`
}

test_fires_where_codebuild_gets_the_name if {
	count(reported("/app/", {"before": "", "type": "AWS::CodeBuild::Project", "property": "ServiceRole"})) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a service role, whose name comes after other text": {"before": "my-", "type": "AWS::CodeBuild::Project", "property": "ServiceRole"},
		"another property of CodeBuild": {"before": "", "type": "AWS::CodeBuild::Project", "property": "Name"},
		"a service role of something else": {"before": "", "type": "AWS::X::Y", "property": "ServiceRole"},
		"the ARN": {"attribute": "Arn"},
		"a name is asked for": {"before": "", "property": "Roles"},
		"the path is written before it": {"before": ":role/app/"},
		"other text": {"before": "name: "},
	}
	count(reported("/app/", changes)) == 0
}

test_is_silent_without_a_path[path] if {
	some path in {"/", "${Path}"}
	count(reported(path, {})) == 0
}

test_is_silent_on_what_is_no_role if {
	report := path_role_by_name.report with input.resources as [{
		"name": "App",
		"kind": "user",
		"type": "AWS::IAM::User",
		"properties": {"Path": {"values": [{"text": "/app/", "known": true}]}},
		"references": [reference],
	}]
	count(report) == 0
}
