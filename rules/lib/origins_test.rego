package iamlint.lib.origins_test

import data.iamlint.lib.origins

service(name) := {"kind": "service", "text": concat("", [name, ".amazonaws.com"])}

resources(types) := [{"name": concat("", ["R", format_int(i, 10)]), "type": type} | some i, type in types]

test_caller_is_the_one_of_the_template[why] if {
	some why, case in {
		"a rule": ["events", ["AWS::Events::Rule", "AWS::SNS::Topic"], "!GetAtt R0.Arn"],
		"a topic": ["sns", ["AWS::Events::Rule", "AWS::SNS::Topic"], "!Ref R1"],
		"an API": ["apigateway", ["AWS::ApiGateway::RestApi"], `!Sub "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${R0}/*"`],
		"a user pool": ["cognito-idp", ["AWS::Cognito::UserPool"], "!GetAtt R0.Arn"],
	}
	origins.caller(service(case[0])) == case[2] with input.resources as resources(case[1])
}

test_no_caller[why] if {
	some why, case in {
		"two rules": ["events", ["AWS::Events::Rule", "AWS::Events::Rule"]],
		"none": ["events", ["AWS::SNS::Topic"]],
		"a bucket, which waits for the permission": ["s3", ["AWS::S3::Bucket"]],
	}
	not origins.caller(service(case[0])) with input.resources as resources(case[1])
}

test_local_fills_in_a_template if {
	origins.local({"type": "AWS::IAM::Role"}, "arn:aws:pipes:REGION:ACCOUNT:pipe/NAME") == "arn:${AWS::Partition}:pipes:${AWS::Region}:${AWS::AccountId}:pipe/NAME"
}

test_local_leaves_a_bare_policy if {
	origins.local({"type": ""}, "arn:aws:pipes:REGION:ACCOUNT:pipe/NAME") == "arn:aws:pipes:REGION:ACCOUNT:pipe/NAME"
}
