package engine

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// sieveMaker makes sieves of compiled rules: OPA's compiler has by then taken apart what is nested, resolved
// names, and brought each body into an order in which its variables are known when they are used.
type sieveMaker struct {
	rules     *ast.Compiler
	functions map[string]*function // nil for one that sieves can't call
	reads     map[string][]string  // what a function reads of input, itself and by what it calls
}

func newSieveMaker(rules *ast.Compiler) *sieveMaker {
	return &sieveMaker{rules: rules, functions: map[string]*function{}, reads: map[string][]string{}}
}

// sieve is the sieve of the rule in a package, as in "data.iamlint.rules.admin_access".
func (m *sieveMaker) sieve(pkg ast.Ref) *sieve {
	made := &sieve{}
	for _, r := range m.rules.GetRulesExact(pkg.Append(ast.StringTerm("report"))) {
		report := m.report(r)
		made.reports = append(made.reports, report)
		reads := m.readsOf(r)
		if i := slices.Index(reads, report.list); report.list != "" && i >= 0 {
			reads = slices.Delete(reads, i, i+1) // once: whoever reads it elsewhere wants all of it
		}
		made.reads = append(made.reads, reads...)
	}
	slices.Sort(made.reads)
	made.reads = slices.Compact(made.reads)
	return made
}

func (m *sieveMaker) report(r *ast.Rule) reportSieve {
	b := newBody(m)
	steps := b.all(r.Body)
	made := reportSieve{steps: steps, slots: *b.slots}
	i := slices.IndexFunc(steps, func(s step) bool { return s.op == eachStep })
	if i < 0 {
		return made
	}
	first := steps[i]
	if list := inputPath(&first.a); isList(list) && !b.numbers(r, first.slots[0]) {
		made.list, made.item = list, first.slots[1]
		made.steps = slices.Delete(steps, i, i+1)
	}
	for n := len(made.steps); n > 0 && m.idle(&made.steps[n-1]); n-- {
		made.steps = made.steps[:n-1]
	}
	return made
}

// idle tells whether a last step of a report keeps nothing back, or next to nothing: that a field is there, what
// has a value in any case, and what is not known.
func (m *sieveMaker) idle(s *step) bool {
	switch {
	case s.op == maybeStep:
		return true
	case s.op != letStep:
		return false
	case s.a.op == callExpr:
		f := m.functions[s.a.value.text]
		return f != nil && slices.ContainsFunc(f.clauses, m.total)
	}
	field := func(e expr) bool { return e.op == slotExpr || e.op == constExpr }
	return s.a.op == unknownExpr || s.a.op == refExpr && !slices.ContainsFunc(s.a.args, func(e expr) bool { return !field(e) }) &&
		!slices.ContainsFunc(s.a.args[1:], func(e expr) bool { return e.op == slotExpr })
}

// total tells whether a clause, or one of those that come instead, has a value whatever its arguments are.
func (m *sieveMaker) total(c *clause) bool {
	for ; c != nil; c = c.other {
		bound := !slices.ContainsFunc(c.params, func(p expr) bool { return p.op != slotExpr })
		if bound && !slices.ContainsFunc(c.steps, func(s step) bool { return !m.idle(&s) }) {
			return true
		}
	}
	return false
}

// numbers tells whether a rule does anything with the variable in a slot, but going through a list by it. What
// a rule gets to see of a list has other indices than the list has.
func (b *body) numbers(r *ast.Rule, slot int) bool {
	n := 0
	ast.WalkVars(r, func(v ast.Var) bool {
		if x := b.known[v]; x.op == slotExpr && x.slot == slot {
			n++
		}
		return false
	})
	return n != 1
}

// inputPath is "having.oidc" for input.having.oidc, and "" for what is no such reference.
func inputPath(e *expr) string {
	if e.op != refExpr || e.args[0].op != inputExpr {
		return ""
	}
	path := ""
	for i, arg := range e.args[1:] {
		if arg.op != constExpr || arg.value.kind != textValue {
			return ""
		}
		if i > 0 {
			path += "."
		}
		path += arg.value.text
	}
	return path
}

// function makes the function of a name, and what it reads of input.
func (m *sieveMaker) function(name string, rules []*ast.Rule) *function {
	if made, met := m.functions[name]; met {
		return made
	}
	m.functions[name] = nil // OPA has no recursion
	var reads []string
	made := &function{}
	for _, r := range rules {
		reads = append(reads, m.readsOf(r)...)
		if r.Default || r.Head.RuleKind() != ast.SingleValue || !r.Ref().IsGround() {
			made = nil
		} else if made != nil {
			made.clauses = append(made.clauses, m.clause(r))
		}
	}
	m.functions[name], m.reads[name] = made, reads
	return made
}

func (m *sieveMaker) clause(r *ast.Rule) *clause {
	b := newBody(m)
	c := &clause{}
	for _, arg := range r.Head.Args {
		c.params = append(c.params, b.param(arg))
	}
	c.steps = b.all(r.Body)
	var before []step
	before, c.value = b.term(r.Head.Value)
	c.steps = append(c.steps, before...)
	c.slots = *b.slots
	if r.Else != nil {
		c.other = m.clause(r.Else)
	}
	return c
}

// readsOf lists what a rule reads of input, with repeats.
func (m *sieveMaker) readsOf(r *ast.Rule) []string {
	var reads []string
	ast.WalkExprs(r, func(e *ast.Expr) bool {
		if len(e.With) > 0 {
			reads = append(reads, everything)
		}
		return false
	})
	ast.WalkRefs(r, func(ref ast.Ref) bool {
		switch {
		case ref.HasPrefix(ast.InputRootRef):
			reads = append(reads, inputPart(ref))
		case ref.HasPrefix(ast.DefaultRootRef):
			reads = append(reads, m.readsOfData(ref)...)
		}
		return false
	})
	return reads
}

func (m *sieveMaker) readsOfData(ref ast.Ref) []string {
	name, rules, _ := m.rulesAt(ref)
	if rules == nil {
		return []string{everything}
	}
	m.function(name, rules)
	return m.reads[name]
}

// rulesAt finds the rules that a reference leads to, their name, and how much of the reference that is.
func (m *sieveMaker) rulesAt(ref ast.Ref) (string, []*ast.Rule, int) {
	for n := 2; n <= len(ref); n++ {
		if rules := m.rules.GetRulesExact(ref[:n]); len(rules) > 0 {
			return ref[:n].String(), rules, n
		}
	}
	return "", nil, 0
}

// inputPart is how much of input a reference reads: a list of having, another field, or everything.
func inputPart(ref ast.Ref) string {
	field := func(i int) string {
		if i < len(ref) {
			if name, ok := ref[i].Value.(ast.String); ok {
				return string(name)
			}
		}
		return ""
	}
	switch {
	case field(1) == "":
		return everything
	case field(1) != "having":
		return field(1)
	case field(2) == "":
		return everything
	}
	return "having." + field(2)
}

// isList tells whether a path names what the engine hands out item by item.
func isList(path string) bool {
	return path != "" && !strings.Contains(strings.TrimPrefix(path, "having."), ".")
}

// shared lists the files of the library that a module needs, by what it calls and what that calls.
func (m *sieveMaker) shared(module *ast.Module, seen map[string]bool) {
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		if !ref.HasPrefix(ast.DefaultRootRef) {
			return false
		}
		_, rules, _ := m.rulesAt(ref)
		for _, r := range rules {
			if path := r.Location.File; !seen[path] {
				seen[path] = true
				m.shared(m.rules.Modules[path], seen)
			}
		}
		return false
	})
}

// fieldsOf lists the fields that rules speak of, and what they call: all names among their texts, whatever these are
// for. What is not among them they can't see, as no rule goes through the fields of a record without naming them.
func (m *sieveMaker) fieldsOf(rules []*ast.Rule, names map[string]bool) []string {
	found := map[string]bool{}
	m.addFields(rules, names, found, map[string]bool{})
	return slices.Sorted(maps.Keys(found))
}

func (m *sieveMaker) addFields(rules []*ast.Rule, names, found, seen map[string]bool) {
	term := func(t *ast.Term) bool {
		switch v := t.Value.(type) {
		case ast.String:
			if names[string(v)] {
				found[string(v)] = true
			}
		case ast.Ref:
			if name, called, _ := m.rulesAt(v); !seen[name] {
				seen[name] = true
				m.addFields(called, names, found, seen)
			}
		}
		return false
	}
	for _, r := range rules {
		ast.WalkTerms(r, term)
	}
}

// body makes the steps of one body, or of one inside another.
type body struct {
	*sieveMaker
	slots *int
	known map[ast.Var]expr
}

func newBody(m *sieveMaker) *body {
	return &body{sieveMaker: m, slots: new(int), known: map[ast.Var]expr{}}
}

// inside is a body whose variables the one around does not see.
func (b *body) inside() *body {
	return &body{sieveMaker: b.sieveMaker, slots: b.slots, known: maps.Clone(b.known)}
}

func (b *body) slot() int {
	*b.slots++
	return *b.slots - 1
}

func (b *body) param(arg *ast.Term) expr {
	name, isVar := arg.Value.(ast.Var)
	if !isVar {
		_, e := b.term(arg)
		b.forget(arg)
		return e
	}
	b.known[name] = expr{op: slotExpr, slot: b.slot()}
	return b.known[name]
}

// forget makes the variables that got no slot unknown.
func (b *body) forget(x any) {
	ast.WalkVars(x, func(v ast.Var) bool {
		if _, met := b.known[v]; !met {
			b.known[v] = expr{}
		}
		return false
	})
}
