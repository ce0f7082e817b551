package engine

import (
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// program is compiled rules, ready to run.
type program struct {
	files    []*file // the rules, sorted by id
	rules    map[string]finding.Rule
	compiler *ast.Compiler
	findings *query // what all of them report
}

func (e *Engine) build(files []*file) (*program, error) {
	modules, err := parse(slices.Concat(e.shared, files))
	if err != nil {
		return nil, err
	}
	p := &program{files: files, rules: map[string]finding.Rule{}}
	for _, f := range files {
		p.rules[f.name()] = f.rule
	}
	if p.compiler, err = compile(modules, e.full, e.known); err != nil {
		return nil, err
	}
	p.findings, err = prepare(p.compiler, "found = data.iamlint.findings")
	return p, err
}

// programFor has at least the rules that a model asks for, and is nil when it asks for none.
// Compiling takes longer than anything else in a run over one file, so that the first model gets the
// rules it needs and no more. The first to need others is taken for one of many: it gets them all.
func (e *Engine) programFor(m *policy.Model) (*program, error) {
	needed := e.needed(m)
	if len(needed) == 0 {
		return nil, nil //nolint:nilnil // no rule has anything to look at
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.program != nil {
		if e.program.has(needed) {
			return e.program, nil
		}
		needed = e.applied
	}
	p, err := e.build(needed)
	if err == nil {
		e.program = p
	}
	return p, err
}

// has tells whether the program has all the files.
func (p *program) has(files []*file) bool {
	return len(p.files) >= len(files) && !slices.ContainsFunc(files, func(f *file) bool { return !slices.Contains(p.files, f) })
}

// needed lists the applied rules that could find something in the model.
func (e *Engine) needed(m *policy.Model) []*file {
	filled := e.model.filled(reflect.ValueOf(m).Elem(), "")
	var needed []*file
	for _, f := range e.applied {
		if len(f.asks) == 0 || slices.ContainsFunc(f.asks, func(list string) bool { return slices.Contains(filled, list) }) {
			needed = append(needed, f)
		}
	}
	return needed
}

// filled names the lists of a record that have something in them, as in "targets" or "having.oidc".
func (s *shape) filled(v reflect.Value, prefix string) []string {
	var names []string
	for _, f := range s.fields {
		value := v.FieldByIndex(f.index)
		switch {
		case f.shape.form == record:
			names = append(names, f.shape.filled(value, prefix+f.name+".")...)
		case f.shape.form == list && value.Len() > 0:
			names = append(names, prefix+f.name)
		}
	}
	return names
}

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
