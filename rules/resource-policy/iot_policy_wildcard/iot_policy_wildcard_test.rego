package iamlint.rules.iot_policy_wildcard_test

import data.iamlint.rules.iot_policy_wildcard

statement := {
	"effect": "Allow",
	"target": {"name": "Policy", "kind": "managed-policy", "type": "AWS::IoT::Policy"},
	"document": {"kind": "identity", "origin": "", "name": "PolicyDocument"},
	"scoped": false,
	"closed": false,
	"unresolved": false,
	"reach": "exact",
	"grants": {},
	"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:Publish", "wildcard": "none", "status": "known", "service": "iot", "scopable": 1, "reach": "account"}],
	"not_actions": [],
	"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:iot:us-east-1:111122223333:topic/*", "breadth": "account", "known": true}],
	"principals": [],
	"not_principals": [],
	"conditions": [],
}

reported(changes) := report if {
	report := iot_policy_wildcard.report with input.having.statements as [object.union(statement, changes)]
}

test_message if {
	count(reported({})) == 1
	some found in reported({})
	found.at == "a.yaml:4:1-4:4"
	startswith(found.message, `IoT policy Policy lets each device use "iot:Publish" on "arn:aws:iot:us-east-1:111122223333:topic/*", other devices' included: write`)
}

test_fires[why] if {
	some why, changes in {
		"topics": {},
		"names": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:Connect", "wildcard": "none", "status": "known", "service": "iot", "scopable": 1, "reach": "account"}], "resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:iot:${AWS::Region}:${AWS::AccountId}:client/*", "breadth": "account", "known": true}]},
		"all of iot": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:*", "wildcard": "service", "status": "known", "service": "iot", "scopable": 1, "reach": "account"}]},
		"everything": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:Publish", "wildcard": "none", "status": "known", "service": "iot", "scopable": 1, "reach": "all"}], "resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}]},
		"every action, on its own topic": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "", "scopable": 1, "reach": "exact"}]},
		"all of iot, on its own topic": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:*", "wildcard": "service", "status": "known", "service": "iot", "scopable": 1, "reach": "exact"}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny gives nothing": {"effect": "Deny"},
		"what could not be read may limit it": {"unresolved": true},
		"a condition limits it": {"scoped": true, "closed": true},
		"a device's own": {"resources": [{"at": "a.yaml:4:1-4:4", "text": "arn:aws:iot:us-east-1:111122223333:topic/${iot:Connection.Thing.ThingName}", "breadth": "exact", "known": true}]},
		"all that there is of what takes no ARN": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:ListRetainedMessages", "wildcard": "none", "status": "known", "service": "iot", "scopable": 0, "reach": "all"}], "resources": [{"at": "a.yaml:4:1-4:4", "text": "*", "breadth": "all", "known": true}]},
		"a role's policy": {"target": {"type": "AWS::IAM::Policy"}},
		"an action on something else": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "iot:Publish", "wildcard": "none", "status": "known", "service": "iot", "scopable": 1, "reach": "exact"}]},
	}
	count(reported(changes)) == 0
}

test_is_silent_on_other_services[why] if {
	some why, changes in {
		"all of another": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "sqs:*", "wildcard": "service", "status": "known", "service": "sqs", "scopable": 1, "reach": "exact"}]},
		"an action of another": {"actions": [{"at": "a.yaml:3:1-3:4", "text": "sqs:SendMessage", "wildcard": "none", "status": "known", "service": "sqs", "scopable": 1, "reach": "all"}]},
		"a role that may do all": {
			"target": {"type": "AWS::IAM::Policy"},
			"actions": [{"at": "a.yaml:3:1-3:4", "text": "*", "wildcard": "every", "status": "known", "service": "", "scopable": 1, "reach": "exact"}],
		},
	}
	count(reported(changes)) == 0
}
