package engine

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (b *body) all(exprs ast.Body) []step {
	var steps []step
	for _, e := range exprs {
		steps = append(steps, b.expr(e)...)
	}
	return steps
}

func (b *body) expr(e *ast.Expr) []step {
	if len(e.With) > 0 {
		b.forget(e)
		return []step{{op: maybeStep}}
	}
	if e.Negated {
		positive := e.Copy()
		positive.Negated = false
		return []step{{op: notStep, steps: b.inside().expr(positive)}}
	}
	switch terms := e.Terms.(type) {
	case *ast.Term:
		steps, x := b.term(terms)
		return append(steps, step{op: testStep, a: x})
	case []*ast.Term:
		return b.call(terms)
	case *ast.Every:
		return b.every(terms)
	}
	b.forget(e)
	return []step{{op: maybeStep}}
}

func (b *body) every(e *ast.Every) []step {
	steps, domain := b.term(e.Domain)
	in := b.inside()
	s := step{op: everyStep, a: domain, slots: [2]int{-1, -1}}
	for i, variable := range []*ast.Term{e.Key, e.Value} {
		if variable == nil {
			continue
		}
		s.slots[i] = b.slot()
		in.known[variable.Value.(ast.Var)] = expr{op: slotExpr, slot: s.slots[i]}
	}
	s.steps = in.all(e.Body)
	return append(steps, s)
}

// call makes steps of a call: a test, or with one argument more than the function has, the value of a variable.
func (b *body) call(terms []*ast.Term) []step {
	ref, ok := terms[0].Value.(ast.Ref)
	if !ok {
		b.forget(terms)
		return []step{{op: maybeStep}}
	}
	args := terms[1:]
	if ref.Equal(ast.Equality.Ref()) {
		return b.equal(args[0], args[1])
	}
	name, arity := b.callee(ref)
	var steps []step
	x := expr{op: callExpr, value: textOf(name)}
	for _, arg := range args[:min(arity, len(args))] {
		before, value := b.term(arg)
		steps = append(steps, before...)
		x.args = append(x.args, value)
	}
	if name == "" {
		x = expr{}
	}
	if arity < len(args) {
		return append(steps, b.let(args[arity], x)...)
	}
	return append(steps, step{op: testStep, a: x})
}

// callee is the name by which a sieve calls a function, "" if it can't, and how many arguments it has.
func (b *body) callee(ref ast.Ref) (string, int) {
	if built, ok := ast.BuiltinMap[ref.String()]; ok {
		if builtIns()[built.Name] == nil {
			return "", built.Decl.Arity()
		}
		return built.Name, built.Decl.Arity()
	}
	name, rules, _ := b.rulesAt(ref)
	if rules == nil {
		return "", 0
	}
	if b.function(name, rules) == nil {
		name = ""
	}
	return name, len(rules[0].Head.Args)
}

func (b *body) equal(left, right *ast.Term) []step {
	if b.isNew(left) {
		steps, x := b.term(right)
		return append(steps, b.let(left, x)...)
	}
	if b.isNew(right) {
		steps, x := b.term(left)
		return append(steps, b.let(right, x)...)
	}
	steps, x := b.term(left)
	more, y := b.term(right)
	return append(append(steps, more...), step{op: equalStep, a: x, b: &y})
}

func (b *body) isNew(t *ast.Term) bool {
	name, ok := t.Value.(ast.Var)
	if ok {
		_, met := b.known[name]
		return !met
	}
	return false
}

// let gives a variable a value, or compares what is known with it.
func (b *body) let(t *ast.Term, x expr) []step {
	name, ok := t.Value.(ast.Var)
	if !ok || !b.isNew(t) {
		steps, y := b.term(t)
		return append(steps, step{op: equalStep, a: y, b: &x})
	}
	if x.op == slotExpr {
		b.known[name] = x
		return nil
	}
	slot := b.slot()
	b.known[name] = expr{op: slotExpr, slot: slot}
	return []step{{op: letStep, slots: [2]int{slot, -1}, a: x}}
}

// term makes an expression, and the steps that have to be taken before it.
func (b *body) term(t *ast.Term) ([]step, expr) {
	switch v := t.Value.(type) {
	case ast.Var:
		return nil, b.known[v] // unknown when it is part of a pattern
	case ast.Ref:
		return b.ref(v)
	case *ast.ArrayComprehension:
		return nil, b.comprehension(listValue, v.Body, v.Term)
	case *ast.SetComprehension:
		return nil, b.comprehension(setValue, v.Body, v.Term)
	case *ast.ObjectComprehension:
		return nil, b.comprehension(tableValue, v.Body, v.Key, v.Value)
	}
	if x, ok := constant(t); ok {
		return nil, expr{op: constExpr, value: x}
	}
	b.forget(t)
	return nil, expr{}
}

// comprehension collects terms for each way in which a body holds.
func (b *body) comprehension(kind valueKind, body ast.Body, terms ...*ast.Term) expr {
	in := b.inside()
	e := expr{op: someExpr, kind: kind, steps: in.all(body)}
	for _, t := range terms {
		before, x := in.term(t)
		e.steps, e.args = append(e.steps, before...), append(e.args, x)
	}
	return e
}

func (b *body) ref(ref ast.Ref) ([]step, expr) {
	base, rest := expr{op: inputExpr}, ref[1:]
	switch head := ref[0].Value.(type) {
	case ast.Var:
		switch {
		case ref.HasPrefix(ast.InputRootRef):
		case ref.HasPrefix(ast.DefaultRootRef):
			name, rules, n := b.rulesAt(ref)
			base = expr{}
			if rules != nil && len(rules[0].Head.Args) == 0 && b.function(name, rules) != nil {
				base = expr{op: callExpr, value: textOf(name)}
			}
			rest = ref[max(n, 1):]
		default:
			base = b.known[head]
		}
	default:
		b.forget(ref)
		return nil, expr{}
	}
	return b.path(base, rest)
}

// path follows a reference. A variable in it that has no value yet takes every key in turn.
func (b *body) path(base expr, rest ast.Ref) ([]step, expr) {
	var steps []step
	for _, t := range rest {
		if !b.isNew(t) {
			before, key := b.term(t)
			steps = append(steps, before...)
			base = base.at(key)
			continue
		}
		key, item := b.slot(), b.slot()
		b.known[t.Value.(ast.Var)] = expr{op: slotExpr, slot: key}
		steps = append(steps, step{op: eachStep, slots: [2]int{key, item}, a: base})
		base = expr{op: slotExpr, slot: item}
	}
	return steps, base
}

// at is what an expression has under a key.
func (e expr) at(key expr) expr {
	if e.op == refExpr {
		return expr{op: refExpr, args: append(slices.Clone(e.args), key)}
	}
	return expr{op: refExpr, args: []expr{e, key}}
}
