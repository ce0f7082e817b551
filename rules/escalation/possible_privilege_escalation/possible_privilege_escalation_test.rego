package iamlint.rules.possible_privilege_escalation_test

import data.iamlint.rules.possible_privilege_escalation

found := {
	"target": {"name": "AppRole", "kind": "role"},
	"family": "E32",
	"method": "new-function",
	"gains": "existing",
	"may": "pass a role to a new Lambda function and run it",
	"needs": "",
	"gravity": "high",
	"likely": "medium",
	"confidence": "possible",
	"reached": "Admin",
	"reached_kind": "role",
	"actions": ["iam:PassRole", "lambda:CreateFunction"],
	"lacks": ["s3:GetObject"],
	"provisioner": false,
	"named": false,
	"at": "a.yaml:1:1-1:4",
	"steps": [{
		"target": "AppRole",
		"action": "iam:PassRole",
		"resource": "*",
		"document": "deploy",
		"reaches": "Admin",
		"at": "a.yaml:1:1-1:4",
	}],
}

reported(changes) := report if {
	report := possible_privilege_escalation.report with input.having.escalations as [object.union(found, changes)]
}

test_reports if {
	some finding in reported({})
	finding.target == "AppRole"
	finding.at == "a.yaml:1:1-1:4"
	startswith(finding.message, "role AppRole may ")
	count(finding.steps) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"proven": {"confidence": "proven"},
		"not grave": {"gravity": "medium"},
	}
	count(reported(changes)) == 0
}

test_fires_on[why] if {
	some why, changes in {
		"a user": {"target": {"name": "Ann", "kind": "user"}},
		"members of a group": {"target": {"name": "Staff", "kind": "group"}},
		"whoever has a policy": {"target": {"name": "Deploy", "kind": "managed-policy"}},
		"by other actions": {"actions": ["iam:CreatePolicyVersion"], "family": "E01", "method": "new-version"},
	}
	count(reported(changes)) == 1
}
