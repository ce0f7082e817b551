package iamlint.rules.shared_compute_role_test

import data.iamlint.rules.shared_compute_role

reported(record, services, changes) := report if {
	statement := {
		"effect": "Allow",
		"document": {"kind": "trust"},
		"overruled": false,
		"actions": [{"text": "sts:AssumeRole", "wildcard": "none", "matches": 1, "names": ["sts:AssumeRole"]}],
		"not_actions": [],
		"grants": {"sts:AssumeRole": {}},
		"target": {"kind": "role", "name": "App"},
		"principals": [principal |
			some i, service in services
			principal := {"kind": "service", "text": sprintf("%s.amazonaws.com", [service]), "at": sprintf("a.yaml:%d:1-2:4", [i + 2])}
		],
	}
	report := shared_compute_role.report with input.records as [object.union({"kind": "role", "name": "App", "at": "a.yaml:1:1-1:4", "profiles": []}, record)]
		with input.having.documents as [{"target": statement.target, "trusting": [object.union(statement, changes)]}]
		with input.accounts as object.get(changes, "accounts", [{"id": "111122223333"}])
}

profile(name, line) := {"name": name, "at": sprintf("b.yaml:%d:1-1:4", [line])}

test_message_of_profiles if {
	some found in reported({"profiles": [profile("One", 1), profile("Two", 2)]}, [], {})
	found.at == "b.yaml:1:1-1:4"
	found.message == "instances of 2 profiles run as role App, and each has what the others need: make a role for each"
	found.related == [{"at": "b.yaml:2:1-1:4", "message": "the other profile"}]
}

test_message_of_services if {
	some found in reported({}, ["states", "lambda", "ec2"], {})
	found.at == "a.yaml:4:1-2:4"
	found.message == "code of EC2 and Lambda runs as role App, and each has what the others need: make a role for each"
}

test_fires_on[why] if {
	some why, services in {
		"what does not run code besides": ["states", "glue", "codebuild"],
		"three": ["ecs-tasks", "sagemaker", "batch"],
	}
	count(reported({}, services, {})) == 1
}

test_is_silent[why] if {
	some why, args in {
		"one profile": [{"profiles": [profile("One", 1)]}, [], {}],
		"one service": [{}, ["lambda"], {}],
		"two services of one kind": [{}, ["lambda", "edgelambda"], {}],
		"a service that runs no code": [{}, ["lambda", "states"], {}],
		"a Deny": [{}, ["lambda", "ec2"], {"effect": "Deny"}],
		"a template, of which another rule tells": [{}, ["lambda", "ec2"], {"accounts": []}],
	}
	count(reported(args[0], args[1], args[2])) == 0
}
