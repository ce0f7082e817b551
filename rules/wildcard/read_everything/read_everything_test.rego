package iamlint.rules.read_everything_test

import data.iamlint.rules.read_everything

target := {
	"name": "AppRole",
	"kind": "role",
	"type": "AWS::IAM::Role",
	"managed": [{"name": "ReadOnlyAccess", "origin": "", "at": "a.yaml:1:1-1:4"}],
}

trust(principal) := {
	"effect": "Allow",
	"document": {"kind": "trust"},
	"target": {"name": "AppRole"},
	"principals": [principal],
}

lambda := trust({"kind": "service", "text": "lambda.amazonaws.com"})

reported(changes, statement) := report if {
	report := read_everything.report with input.targets as [object.union(target, changes)] with input.having.trust as [statement]
}

test_message if {
	some found in reported({}, lambda)
	found.target == "AppRole"
	found.at == "a.yaml:1:1-1:4"
	found.message == concat(" ", [
		"role AppRole, which lambda.amazonaws.com gives to programs, has ReadOnlyAccess, which reads all settings",
		"and data of the account: name the actions and resources it needs",
	])
}

test_fires_on[why] if {
	some why, changes in {
		"ReadOnlyAccess": {},
		"SecurityAudit": {"managed": [{"name": "SecurityAudit", "origin": "", "at": "a.yaml:1:1-1:4"}]},
		"ViewOnlyAccess": {"managed": [{"name": "job-function/ViewOnlyAccess", "origin": "", "at": "a.yaml:1:1-1:4"}]},
		"a function of SAM": {"name": "Fn", "type": "AWS::Serverless::Function"},
	}
	count(reported(changes, lambda)) == 1
}

test_fires_for_strangers[why] if {
	some why, statement in {"another account": trust({"kind": "account", "text": "444455556666"})}
	report := read_everything.report with input.targets as [target] with input.having.external as [statement]
	count(report) == 1
	anyone := read_everything.report with input.targets as [target] with input.having.anyone as [statement]
	count(anyone) == 1
}

test_is_silent[why] if {
	some why, report in {
		"people of the account": reported({}, trust({"kind": "account", "text": "111122223333"})),
		"a service that looks after the account": reported({}, trust({"kind": "service", "text": "config.amazonaws.com"})),
		"a group of people": reported({"kind": "group"}, lambda),
		"another policy": reported({"managed": [{"name": "AmazonS3ReadOnlyAccess", "origin": "", "at": "x"}]}, lambda),
		"another role's trust": reported({"name": "Other"}, lambda),
	}
	count(report) == 0
}
