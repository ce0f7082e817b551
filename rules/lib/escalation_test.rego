package iamlint.lib.escalation_test

import data.iamlint.lib.escalation

found := {
	"target": {"name": "AppRole", "kind": "role"},
	"family": "E32",
	"method": "new-function",
	"gains": "passed",
	"may": "pass a role to a new Lambda function and run it",
	"needs": "",
	"gravity": "high",
	"likely": "medium",
	"confidence": "proven",
	"reached": "Admin",
	"reached_kind": "role",
	"actions": ["iam:PassRole", "lambda:CreateFunction"],
	"lacks": [],
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

test_gravity[why] if {
	some why, example in {
		"proven": [{}, "high"],
		"likely": [{"confidence": "likely"}, "medium"],
		"possible": [{"confidence": "possible"}, "low"],
		"possible and not grave": [{"confidence": "possible", "gravity": "medium"}, "info"],
		"of CloudFormation": [{"provisioner": true}, "medium"],
		"of what is named": [{"named": true}, "medium"],
	}
	escalation.gravity(object.union(found, example[0])) == example[1]
}

test_the_gravest_speaks if {
	worse := object.union(found, {"family": "E01", "gains": "itself", "may": "rewrite itself", "gravity": "critical"})
	all := [found, worse]
	escalation.speaks(worse, "proven-admin") with input.having.escalations as all
	not escalation.speaks(found, "proven") with input.having.escalations as all
	contains(escalation.message(worse), "it may also pass a role to a new Lambda function") with input.having.escalations as all
}

test_each_principal_and_word_speaks_for_itself[why] if {
	some why, changes in {
		"another word": {"at": "a.yaml:9:1-9:4"},
		"another principal": {"target": {"name": "Other", "kind": "role"}},
	}
	worse := object.union(found, object.union({"family": "E01", "gravity": "critical"}, changes))
	escalation.speaks(found, "proven") with input.having.escalations as [found, worse]
}

test_message if {
	escalation.message(found) == concat(" ", [
		"role AppRole may pass a role to a new Lambda function and run it, with iam:PassRole and lambda:CreateFunction,",
		"and so has what role Admin has: name the role in iam:PassRole, and add the condition iam:PassedToService",
	]) with input.having.escalations as [found]
}

test_what_is_named_in_full_is_not_to_be_named if {
	given := {"gains": "identity", "steps": [{"resource": "arn:aws:iam::111122223333:role/Admin"}]}
	want := "give what it reaches no more than it has itself, or let another principal do this"
	escalation.advice(object.union(found, given)) == want
	escalation.advice(object.union(found, object.union(given, {"gains": "existing"}))) == want
	escalation.advice(object.union(found, object.union(given, {"gains": "passed"}))) == want
	escalation.advice(object.union(found, {"named": true})) == want
	escalation.advice(object.union(found, object.union(given, {"gains": "account"}))) == "leave what changes who may come in to a role of its own"
}

test_what_a_pattern_names_is_to_be_named[resource] if {
	some resource in ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/app-?", ""]
	given := {"gains": "identity", "steps": [{"resource": resource}]}
	escalation.advice(object.union(found, given)) == "name those that it needs to change, or leave the action out"
}

test_holders_of_a_policy_that_stands_apart if {
	escalation.who({"name": "X", "kind": "role", "type": "AWS::IAM::Policy"}) == "whoever has policy X may"
	escalation.who({"name": "X", "kind": "group", "type": "AWS::IAM::GroupPolicy"}) == "whoever has policy X may"
}

test_roles_are_to_be_named_to_assume_them if {
	escalation.advice(object.union(found, {"gains": "identity", "actions": ["sts:AssumeRole"]})) == "name the roles that it needs, or leave the action out"
	escalation.advice(object.union(found, {"gains": "chain", "actions": ["sts:AssumeRole"]})) == "take away the step that is not needed"
	escalation.advice(object.union(found, {"gains": "identity"})) == "name those that it needs to change, or leave the action out"
}

test_steps_are_told if {
	escalation.report(found).steps[0].message == `AppRole of "deploy" allows iam:PassRole on "*", which leads to Admin` with input.having.escalations as [found]
}
