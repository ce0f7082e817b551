package iamlint.rules.resource_policy_escalation_test

import data.iamlint.rules.resource_policy_escalation

found := {
	"target": {"name": "AppRole", "kind": "role"},
	"family": "E32",
	"method": "new-function",
	"gains": "resource",
	"may": "pass a role to a new Lambda function and run it",
	"needs": "",
	"gravity": "medium",
	"likely": "medium",
	"confidence": "proven",
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
		"origin": "",
		"reaches": "Admin",
		"at": "a.yaml:1:1-1:4",
	}],
}

reported(changes) := report if {
	report := resource_policy_escalation.report with input.having.escalations as [object.union(found, changes)]
}

test_reports if {
	some finding in reported({})
	finding.target == "AppRole"
	finding.at == "a.yaml:1:1-1:4"
	startswith(finding.message, "role AppRole may ")
	count(finding.steps) == 1
}

test_message_says_what_to_do if {
	some finding in reported({})
	endswith(finding.message, ": leave that to the role that deploys it")
}

test_message_about_a_template_of_SAM_says_to_write_the_statement if {
	step := object.union(found.steps[0], {"origin": "template", "document": "S3WritePolicy"})
	some finding in reported({"steps": [step]})
	endswith(finding.message, ": write a statement with the actions that it needs in the place of S3WritePolicy")
}

test_is_silent[why] if {
	some why, changes in {
		"not known": {"confidence": "possible"},
		"another way": {"gains": "existing"},
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
