package iamlint.rules.sam_implicit_role_test

import data.iamlint.rules.sam_implicit_role

reported(name, origin, type, properties) := report if {
	report := sam_implicit_role.report with input.targets as [{
		"name": "Resize",
		"kind": "role",
		"type": type,
		"managed": [{"at": "a.yaml:2:1-2:4", "name": name, "origin": origin}],
	}]
		with input.resources as [{"name": "Resize", "properties": properties}]
}

basic := "service-role/AWSLambdaBasicExecutionRole"

vpc := "service-role/AWSLambdaVPCAccessExecutionRole"

test_message if {
	some found in reported(basic, "", "AWS::Serverless::Function", {})
	found.at == "a.yaml:2:1-2:4"
	found.message == "SAM attaches service-role/AWSLambdaBasicExecutionRole to role Resize by itself: take it out"
}

test_fires_where_the_function_is_in_a_vpc if {
	count(reported(vpc, "", "AWS::Serverless::Function", {"VpcConfig": {}})) == 1
}

test_is_silent[why] if {
	some why, args in {
		"the function is in no VPC": [vpc, "", "AWS::Serverless::Function", {}],
		"SAM did it": [basic, "sam", "AWS::Serverless::Function", {}],
		"a role of one's own": [basic, "", "AWS::IAM::Role", {}],
		"another policy": ["ReadOnlyAccess", "", "AWS::Serverless::Function", {}],
		"a state machine": [basic, "", "AWS::Serverless::StateMachine", {}],
	}
	count(reported(args[0], args[1], args[2], args[3])) == 0
}
