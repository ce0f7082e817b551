package iamlint.rules.many_trusted_services_test

import data.iamlint.rules.many_trusted_services

statement := {
	"effect": "Allow",
	"target": {"name": "AppRole", "kind": "role"},
	"document": {"kind": "trust", "origin": ""},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"grants": {"sts:AssumeRole": {"pattern": "sts:AssumeRole"}},
	"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "status": "known"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:1:1-1:4", "kind": "service", "account": "", "text": "lambda.amazonaws.com"}, {"at": "a.yaml:1:1-1:4", "kind": "service", "account": "", "text": "states.amazonaws.com"}, {"at": "a.yaml:1:1-1:4", "kind": "service", "account": "", "text": "glue.amazonaws.com"}],
	"conditions": [],
}

services(hosts) := [{"at": "a.yaml:1:1-1:4", "kind": "service", "account": "", "text": host} | some host in hosts]

asking(statements) := {"target": statements[0].target, "origin": statements[0].document.origin, "trusting": statements}

reported(changes) := report if {
	report := many_trusted_services.report with input.having.documents as [asking([object.union(statement, changes)])]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	startswith(found.message, `role AppRole is shared by glue, lambda and states, and each gets what the others need: make a role for each`)
}

test_message_of_people if {
	some found in reported({"principals": array.concat(
		[{"at": "a.yaml:2:1-2:4", "kind": "account", "account": "self", "text": "${AWS::AccountId}"}],
		services(["lambda.amazonaws.com"]),
	)})
	found.at == "a.yaml:2:1-2:4"
	found.message == "role AppRole is shared by lambda and by people: make a role for each"
}

test_it_points_at_the_first_service if {
	some found in reported({"principals": array.concat(
		[{"at": "a.yaml:2:1-2:4", "kind": "role", "account": "self", "text": "x"}],
		services(["lambda.amazonaws.com", "states.amazonaws.com", "glue.amazonaws.com"]),
	)})
	found.at == "a.yaml:1:1-1:4"
}

test_fires[why] if {
	some why, changes in {
		"three services": {},
		"people, too": {"principals": array.concat([{"at": "a.yaml:2:1-2:4", "kind": "user", "account": "self", "text": "u"}], services(["ec2.amazonaws.com"]))},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"people of another account": {"principals": array.concat([{"at": "a.yaml:2:1-2:4", "kind": "user", "account": "444455556666", "text": "u"}], services(["ec2.amazonaws.com"]))},
		"what SAM wrote for a service and people": {"document": {"kind": "trust", "origin": "sam"}, "principals": array.concat([{"at": "a.yaml:2:1-2:4", "kind": "user", "account": "self", "text": "u"}], services(["ec2.amazonaws.com"]))},
		"deny trusts nobody": {"effect": "Deny"},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession", "wildcard": "none", "status": "known"}]},
		"two services": {"principals": services(["lambda.amazonaws.com", "states.amazonaws.com"])},
		"a family": {"principals": services(["lambda.amazonaws.com", "edgelambda.amazonaws.com", "replicator.lambda.amazonaws.com"])},
		"Regions of one": {"principals": services(["logs.us-east-1.amazonaws.com", "logs.eu-west-1.amazonaws.com", "logs.eu-north-1.amazonaws.com"])},
		"people alone": {"principals": [{"at": "a.yaml:2:1-2:4", "kind": "account", "account": "self", "text": "x"}]},
		"a role and a service": {"principals": array.concat([{"at": "a.yaml:2:1-2:4", "kind": "role", "account": "self", "text": "x"}], services(["ec2.amazonaws.com"]))},
		"what SAM writes": {"document": {"origin": "sam"}},
	}
	count(reported(changes)) == 0
}
