package iamlint.rules.needs_capability_test

import data.iamlint.rules.needs_capability

role := {
	"name": "App",
	"kind": "role",
	"type": "AWS::IAM::Role",
	"at": "a.yaml:1:1-1:4",
	"role": "",
	"properties": {},
}

reported(resources) := report if {
	report := needs_capability.report with input.resources as resources
}

test_message[n] if {
	some n, others in ["", " and another IAM resource", " and 2 more IAM resources"]
	more := array.slice(["Other", "Third"], 0, n)
	found := reported(array.concat([role], [object.union(role, {"name": name, "at": "a.yaml:5:1-5:4"}) | some name in more]))
	count(found) == 1
	some each in found
	each.at == "a.yaml:1:1-1:4"
	each.message == sprintf("with App%s this template needs CAPABILITY_IAM", [others])
}

test_message_when_a_name_is_set if {
	some each in reported([object.union(role, {"properties": {"RoleName": {}}})])
	endswith(each.message, "this template needs CAPABILITY_NAMED_IAM")
}

test_fires_for_the_roles_that_sam_makes if {
	count(reported([object.union(role, {"type": "AWS::Serverless::Function", "role": "App"})])) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"a function with a role from elsewhere": {"type": "AWS::Lambda::Function"},
		"a function of SAM with a role of the template": {"type": "AWS::Serverless::Function", "role": "Other"},
		"a bucket": {"type": "AWS::S3::Bucket"},
	}
	count(reported([object.union(role, changes)])) == 0
}

test_a_name_that_is_another_s_needs_no_more[type] if {
	some type in {"AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition"}
	some each in reported([object.union(role, {"type": type, "properties": {"UserName": {}, "GroupName": {}}})])
	endswith(each.message, "CAPABILITY_IAM")
}

test_is_silent_on_what_runs_as_itself_elsewhere if {
	count(reported([object.union(role, {"type": "AWS::Lambda::Function", "role": "App"})])) == 0
}

test_fires_on[type] if {
	some type in {"AWS::IAM::Group", "AWS::IAM::InstanceProfile"}
	count(reported([object.union(role, {"type": type})])) == 1
}
