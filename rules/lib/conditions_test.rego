package iamlint.lib.conditions_test

import data.iamlint.lib.conditions

test_every_action if {
	conditions.every_action({"reach": "all", "actions": [{"wildcard": "none"}, {"wildcard": "every"}]})
	not conditions.every_action({"reach": "type", "actions": [{"wildcard": "every"}]})
	not conditions.every_action({"reach": "all", "actions": [{"wildcard": "service"}]})
}

test_every_one if {
	conditions.every_one({"not_resources": []}, "role") == "every role"
	conditions.every_one({"not_resources": [{}]}, "role") == "every role but those in NotResource"
}

test_through[pattern] if {
	some pattern, want in {
		"iam:passrole": "",
		"iam:*": ` (through "iam:*")`,
	}
	conditions.through({"pattern": pattern}, "iam:PassRole") == want
}

test_open_keys if {
	conditions.open_keys({"grants": {
		"kms:Decrypt": {"reach": "all", "pattern": "kms:*"},
		"kms:Encrypt": {"reach": "type", "pattern": "kms:Encrypt"},
		"kms:GenerateDataKey": {"reach": "all", "pattern": ""},
		"kms:CreateGrant": {"reach": "account", "pattern": "kms:*"},
		"iam:PassRole": {"reach": "all", "pattern": "iam:*"},
	}}) == {"kms:Decrypt", "kms:Encrypt"}
}

statement(kind, key) := {
	"document": {"kind": kind},
	"conditions": [{
		"lower_key": key, "trivial": true, "trivial_at": "2", "negated": false,
		"values": [{"at": "1", "text": "o-a1b2c3d4e5"}, {"at": "2", "text": "*"}],
	}],
}

test_empty_has_the_value if {
	[found] := conditions.empty(statement("identity", "aws:principalorgid"))
	found.value.text == "*"
	found.condition.lower_key == "aws:principalorgid"
}

test_asking_for_presence_is_not_empty[key] if {
	some key, kind in {
		"aws:requesttag/owner": "resource",
		"aws:principaltag/team": "identity",
		"aws:tagkeys": "identity",
		"sts:sourceidentity": "trust",
		"kms:encryptioncontext:app": "identity",
		"token.actions.githubusercontent.com:sub": "trust",
	}
	conditions.empty(statement(kind, key)) == []
}

test_an_arn_tells_apart_those_whom_another_condition_lets_in if {
	subject := {
		"document": {"kind": "trust"},
		"conditions": [{
			"lower_key": "aws:principalarn", "trivial": true, "trivial_at": "1", "negated": false,
			"values": [{"at": "1", "text": "arn:aws:iam::*:role/deploy"}],
		}],
	}
	count(conditions.empty(object.union(subject, {"scoped": false}))) == 1
	count(conditions.empty(object.union(subject, {"scoped": true}))) == 0
	count(conditions.empty(object.union(subject, {"scoped": false, "closed_by": []}))) == 1
	count(conditions.empty(object.union(subject, {"scoped": false, "closed_by": ["aws:PrincipalOrgID"]}))) == 0
}

test_strangers_choose_their_tags if {
	count(conditions.empty(statement("resource", "aws:principaltag/team"))) == 1
	count(conditions.empty(statement("trust", "aws:principaltag/team"))) == 1
}
