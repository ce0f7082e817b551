package iamlint.lib.guards_test

import data.iamlint.lib.guards

condition := {
	"lower_key": "aws:sourcevpc",
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"trivial": false,
	"values": [{"text": "vpc-1"}],
}

having(changes) := {"target": {"name": "R"}, "conditions": [object.union(condition, changes)]}

test_asks if guards.asks(having({}), "aws:sourcevpc")

test_asks_not[why] if {
	some why, changes in {
		"another key": {"lower_key": "aws:sourceip"},
		"Null": {"base": "Null"},
		"IfExists": {"if_exists": true},
		"every value": {"trivial": true},
		"none of many": {"set": "ForAllValues"},
	}
	not guards.asks(having(changes), "aws:sourcevpc")
}

test_apart if {
	grants := {"iam:passrole", "kms:creategrant"}
	guards.apart({"actions": [{"text": "iam:PassRole"}, {"text": "kms:CreateGrant"}]}, grants) == ""
	guards.apart({"actions": [{"text": "iam:PassRole"}, {"text": "s3:GetObject"}]}, grants) == ", in a statement of its own"
	guards.apart({"actions": [{"text": "iam:*"}]}, grants) == ", in a statement of its own"
}

test_present if guards.present(having({"base": "Null", "values": [{"text": "False"}]}), "aws:sourcevpc")

test_present_not_when_it_asks_for_absence if {
	not guards.present(having({"base": "Null", "values": [{"text": "true"}]}), "aws:sourcevpc")
}

test_present_not_when_it_may_be_absent_too if {
	not guards.present(having({"base": "Null", "values": [{"text": "false"}, {"text": "true"}]}), "aws:sourcevpc")
}

test_denied_without if {
	guards.denied_without(having({}), "aws:sourcevpc") with input.having.conditioned as [object.union(having({}), {"effect": "Deny"})]
}

test_denied_without_not[why] if {
	some why, changes in {
		"it allows": {"effect": "Allow"},
		"it is another's": {"effect": "Deny", "target": {"name": "S"}},
		"it is about something else": {"effect": "Deny", "conditions": []},
	}
	not guards.denied_without(having({}), "aws:sourcevpc") with input.having.conditioned as [object.union(having({}), changes)]
}

absent := having({"base": "Null", "lower_key": "aws:sourcevpc", "values": [{"text": "true"}]})

test_absence_denied if {
	guards.absence_denied(having({}), "aws:sourcevpc") with input.having.conditioned as [object.union(absent, {"effect": "Deny"})]
}

test_absence_denied_not[why] if {
	some why, changes in {
		"it allows": {"effect": "Allow"},
		"it is another's": {"effect": "Deny", "target": {"name": "S"}},
		"it denies what has the key": object.union({"effect": "Deny"}, having({"base": "Null", "values": [{"text": "false"}]})),
		"it denies a value": object.union({"effect": "Deny"}, having({"base": "StringEquals", "values": [{"text": "true"}]})),
	}
	not guards.absence_denied(having({}), "aws:sourcevpc") with input.having.conditioned as [object.union(absent, changes)]
}

test_in_person if guards.in_person({"pattern": "iam:Create*"})

test_in_person_not[pattern] if {
	some pattern in {"", "*", "*:*", "iam:*"}
	not guards.in_person({"pattern": pattern})
}

test_identifies[key] if {
	some key in {"aws:sourcevpc", "aws:principaltag/team", "token.actions.githubusercontent.com:sub"}
	guards.identifies(key)
}

test_identifies_not[key] if {
	some key in {"aws:requestedregion", "s3:prefix", "ec2:vpc"}
	not guards.identifies(key)
}
