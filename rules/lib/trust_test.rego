package iamlint.lib.trust_test

import data.iamlint.lib.trust

asks(claim) := {
	"base": "StringEquals",
	"set": "",
	"if_exists": false,
	"negated": false,
	"lower_key": sprintf("token.actions.githubusercontent.com:%s", [claim]),
}

test_breadth[text] if {
	some text, want in {
		"repo:acme*": "strangers",
		"repo:acme/*": "organization",
		"repo:acme/shop:*": "ref",
		"repo:acme*@1/shop@2:*": "strangers",
		"repo:acme@*": "organization",
		"repo:acme@*:ref:refs/heads/main": "organization",
		"repo:acme@*/*:ref:refs/heads/main": "organization",
		"repo:acme@*/shop@*:*": "ref",
		"repo:acme@1/shop@2:*": "ref",
	}
	trust.breadth("StringLike", text) == want
}

test_breadth_of_equals if {
	trust.breadth("StringEquals", "repo:acme/shop:*") == "literal"
	trust.breadth("StringEquals", "environment:*") == "strangers"
	not trust.breadth("StringEquals", "repo:acme/shop:ref:refs/heads/main")
}

test_breadth_is_undefined_for[text] if {
	some text in {"repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:environment:prod", "repo:acme@*/shop@*:environment:prod", "repository_id:1:*", ""}
	not trust.breadth("StringLike", text)
}

test_breadth_is_undefined_for_other_operators[base] if {
	some base in {"ArnLike", "Bool"}
	not trust.breadth(base, "repo:*")
}

test_demands if {
	trust.demands(asks("sub"))
}

test_demands_nothing[why] if {
	some why, changes in {
		"a missing key passes": {"if_exists": true},
		"no value passes": {"set": "ForAllValues"},
		"any other value passes": {"negated": true},
		"it asks whether there is one": {"base": "Null"},
		"an operator that there isn't": {"base": ""},
	}
	not trust.demands(object.union(asks("sub"), changes))
}

test_claim if {
	trust.claim(asks("sub")) == "sub"
	trust.claim({"lower_key": "token.actions.githubusercontent.com/acme:sub"}) == "sub"
	not trust.claim({"lower_key": "gitlab.com:sub"})
}

test_assumes[why] if {
	some why, actions in {
		"the action": [{"text": "sts:AssumeRole"}],
		"the action and a tag": [{"text": "sts:TagSession"}, {"text": "sts:AssumeRole"}],
		"a pattern": [{"text": "sts:*"}],
		"NotAction": [],
	}
	trust.assumes({"effect": "Allow", "document": {"kind": "trust"}, "actions": actions})
}

test_assumes_nothing_with_tags_alone if {
	not trust.assumes({"effect": "Allow", "document": {"kind": "trust"}, "actions": [{"text": "sts:TagSession"}]})
}

test_role if {
	trust.role({"name": "trust.json", "kind": "document"}) == "the role with this policy"
	trust.role({"name": "AppRole", "kind": "role", "type": "AWS::IAM::Role"}) == "role AppRole"
}
