package engine

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// asks lists the lists of input from which every finding of the module comes, as in "having.oidc": where they
// are empty, so is its report. It is nil when that can't be told.
func asks(module *ast.Module) []string {
	var lists []string
	for _, rule := range module.Rules {
		if !isReport(rule) {
			continue
		}
		list := loopsOver(rule.Body)
		if list == "" {
			return nil
		}
		lists = append(lists, list)
	}
	slices.Sort(lists)
	return slices.Compact(lists)
}

// loopsOver is the list of input that a body is a loop over: the first "some x in input.list" of it.
func loopsOver(body ast.Body) string {
	for _, expr := range body {
		some, ok := expr.Terms.(*ast.SomeDecl)
		if !ok || expr.Negated || len(expr.With) > 0 || len(some.Symbols) != 1 {
			continue
		}
		call, ok := some.Symbols[0].Value.(ast.Call)
		if !ok {
			continue
		}
		if list := inputList(call[len(call)-1]); list != "" {
			return list
		}
	}
	return ""
}

// inputList is "having.oidc" for input.having.oidc, "targets" for input.targets, and "" for what is neither.
func inputList(term *ast.Term) string {
	ref, ok := term.Value.(ast.Ref)
	if !ok || !ref.HasPrefix(ast.InputRootRef) || !ref.IsGround() {
		return ""
	}
	inHaving := len(ref) > 1 && ref[1].Equal(ast.InternedTerm("having"))
	if inHaving && len(ref) == 3 || !inHaving && len(ref) == 2 {
		return strings.TrimPrefix(ref.String(), "input.")
	}
	return ""
}
