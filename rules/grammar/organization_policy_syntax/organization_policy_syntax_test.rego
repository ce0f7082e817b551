package iamlint.rules.organization_policy_syntax_test

import data.iamlint.rules.organization_policy_syntax

statement := {
	"effect": "Deny",
	"effect_at": "a.yaml:1:1-1:9",
	"target": {"name": "Guard", "kind": "managed-policy", "type": "AWS::Organizations::Policy"},
	"document": {"kind": "rcp", "name": "Content", "origin": ""},
	"actions": [{"at": "a.yaml:2:1-2:9", "text": "s3:*", "wildcard": "service"}],
	"not_actions": [],
	"principals": [{"at": "a.yaml:3:1-3:9", "text": "*", "kind": "anyone"}],
	"not_principals": [],
	"faults": [],
}

reported(changes) := report if {
	changed := object.union(statement, changes)
	report := organization_policy_syntax.report with input.having.statements as [changed]
		with input.having.faulty as [changed]
}

test_message if {
	some found in reported({"effect": "Allow"})
	found.at == "a.yaml:1:1-1:9"
	found.target == "Guard"
	found.message == "Content of managed policy Guard allows, but a resource control policy can only deny: write Effect: Deny"
}

fault(kind, element) := {"faults": [{"kind": kind, "element": element, "text": "ec2:*", "suggestion": "", "at": "a.yaml:4:1-4:9"}]}

scp := {"document": {"kind": "scp", "name": "Content", "origin": ""}}

test_fires_on[why] if {
	some why, changes in {
		"an allow": {"effect": "Allow"},
		"a principal": {"principals": [{"at": "a.yaml:3:1-3:9", "text": "111122223333", "kind": "account"}]},
		"NotAction": {"actions": [], "not_actions": [{"at": "a.yaml:2:1-2:9", "text": "s3:*"}]},
		"NotPrincipal": {"principals": [], "not_principals": [{"at": "a.yaml:2:1-2:9", "text": "*"}]},
		"every action": {"actions": [{"at": "a.yaml:2:1-2:9", "text": "*", "wildcard": "every"}]},
		"a service that it does not apply to": fault("rcp-service", "Action"),
		"a principal in a service control policy": object.union(scp, fault("unsupported-element", "Principal")),
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"another fault of a service control policy": object.union(scp, fault("unknown-element", "Foo")),
		"it is as it should be": {},
		"one that AWS wrote": {"effect": "Allow", "document": {"kind": "rcp", "name": "Content", "origin": "aws"}},
		"a principal that is not known": {"principals": [{"at": "a.yaml:3:1-3:9", "text": "${P}", "kind": "unresolved"}]},
		"an allow in a service control policy": object.union(scp, {"effect": "Allow"}),
		"NotAction in a service control policy": object.union(scp, {"not_actions": [{"at": "a.yaml:2:1-2:9", "text": "s3:*"}]}),
		"a principal in an identity policy": object.union(fault("unsupported-element", "Principal"), {"document": {"kind": "identity", "name": "p", "origin": ""}}),
		"an element that does not exist": fault("unknown-element", ""),
	}
	count(reported(changes)) == 0
}
