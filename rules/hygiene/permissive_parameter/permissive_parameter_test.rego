package iamlint.rules.permissive_parameter_test

import data.iamlint.rules.permissive_parameter

use := {
	"element": "Resource",
	"effect": "Allow",
	"whole": true,
	"at": "a.yaml:9:1-9:4",
	"target": {"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"},
}

parameter := {
	"name": "Table",
	"at": "a.yaml:1:1-1:4",
	"constrained": false,
	"wildcards": [{"at": "a.yaml:2:1-2:4", "text": "*"}],
	"uses": [use],
}

reported(changes) := report if {
	report := permissive_parameter.report with input.parameters as [object.union(parameter, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:2:1-2:4"
	found.target == "Table"
	found.message == `parameter Table may be "*", which widens Resource of role AppRole: leave it out, and refuse wildcards with AllowedPattern`
	found.related == [{"at": "a.yaml:9:1-9:4", "message": "used in Resource of role AppRole"}]
}

test_fires[why] if {
	some why, changes in {
		"a part of a resource": {"uses": [object.union(use, {"whole": false})]},
		"an action": {"uses": [object.union(use, {"element": "Action"})], "wildcards": [{"at": "x", "text": "s3:*"}]},
		"a principal": {
			"uses": [object.union(use, {"element": "Principal", "whole": false})],
			"wildcards": [{"at": "x", "text": "*"}],
		},
		"an allowed value": {"constrained": true},
		"a list": {"wildcards": [{"at": "x", "text": "arn:aws:s3:::a/*, *"}]},
		"one of two uses": {"uses": [object.union(use, {"effect": "Deny"}), use]},
	}
	count(reported(changes)) == 1
}

test_fires_on[text] if {
	some text in {
		"arn:aws:s3:::*", "arn:aws:iam::111122223333:role/*", "arn:*:*:*:*:*", "*/*", "arn:aws:logs:*:*:log-group:*",
	}
	count(reported({"wildcards": [{"at": "x", "text": text}]})) == 1
}

test_is_silent_on[text] if {
	some text in {"arn:aws:s3:::shop/*", "shop-*", "arn:aws:dynamodb:us-east-1:111122223333:table/shop-*"}
	count(reported({"wildcards": [{"at": "x", "text": text}]})) == 0
}

test_is_silent[why] if {
	some why, changes in {
		"deny keeps out": {"uses": [object.union(use, {"effect": "Deny"})]},
		"all but everything is nothing": {"uses": [object.union(use, {"element": "NotResource"})]},
		"no wildcard is the other variant's": {"wildcards": []},
		"no use": {"uses": []},
	}
	count(reported(changes)) == 0
}
