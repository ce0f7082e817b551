package iamlint.lib.grammar_test

import data.iamlint.lib.grammar

apart := {"name": "Work", "kind": "role", "type": "AWS::IAM::Policy"}

role := {"name": "Work", "kind": "role", "type": "AWS::IAM::Role"}

test_whose if {
	grammar.whose({"document": {"name": "work"}, "target": apart}) == "policy Work"
	grammar.whose({"document": {"name": "work"}, "target": role}) == "work of role Work"
	grammar.whose({"document": {"name": "work"}, "target": {"kind": "document"}}) == "this policy"
}

test_inline if {
	grammar.inline(apart) == "policy Work has"
	grammar.inline(role) == "the inline policies of role Work have"
}
