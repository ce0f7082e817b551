package engine

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// judgesAlone tells whether a rule says of an item what the item says, whoever's it is and wherever it stands: it
// compares it with nothing but what is the same for all, and passes the name of its target on as it is. All that
// tells the latter is that nobody says "name", but the two functions of the library that pass it on; the name of a
// document is another. Places no rule can take apart: they are for comparing and passing on.
func (m *sieveMaker) judgesAlone(pkg ast.Ref, made *sieve, asks []string, model *shape) bool {
	if slices.ContainsFunc(made.reads, func(part string) bool { return part != settingsPart && part != cataloguePart }) {
		return false
	}
	for i := range made.reports {
		if list := made.reports[i].list; !slices.Contains(asks, list) || !model.handsOut(list) {
			return false
		}
	}
	seen := map[string]bool{}
	reports := m.rules.GetRulesExact(pkg.Append(ast.StringTerm("report")))
	return !slices.ContainsFunc(reports, func(r *ast.Rule) bool { return m.asksName(r, seen) })
}

// handsOut tells whether there is such a list, and it has items that may be told apart by their pointers.
func (s *shape) handsOut(path string) bool {
	for name := range strings.SplitSeq(path, ".") {
		f := s.byName[name]
		if f == nil {
			return false
		}
		s = f.shape
	}
	return s.form == list && s.elem.form == shared
}

// passOn are the functions that do nothing with a target's name but pass it on.
var passOn = []string{"data.iamlint.lib.finding", "data.iamlint.lib.title"}

// asksName tells whether a rule, or what it calls, says "name" of what may be a target.
func (m *sieveMaker) asksName(r *ast.Rule, seen map[string]bool) bool {
	asks := false
	ast.WalkTerms(r, func(t *ast.Term) bool {
		ref, ok := t.Value.(ast.Ref)
		if !ok {
			asks = asks || t.Value.Compare(ast.String("name")) == 0
			return asks
		}
		asks = asks || saysName(ref) || ref.HasPrefix(ast.DefaultRootRef) && m.callsName(ref, seen)
		return asks || ref.IsGround()
	})
	return asks
}

// saysName tells whether a reference takes the name of anything but a document.
func saysName(ref ast.Ref) bool {
	for i, t := range ref {
		if t.Value.Compare(ast.String("name")) == 0 && ref[i-1].Value.Compare(ast.String("document")) != 0 {
			return true
		}
	}
	return false
}

// callsName tells whether what a reference leads to asks for names.
func (m *sieveMaker) callsName(ref ast.Ref, seen map[string]bool) bool {
	name, rules, _ := m.rulesAt(ref)
	if seen[name] || slices.Contains(passOn, name) {
		return false
	}
	seen[name] = true
	return slices.ContainsFunc(rules, func(r *ast.Rule) bool { return m.asksName(r, seen) })
}
