package engine

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// program is compiled rules, ready to run.
type program struct {
	compiler *ast.Compiler
	reports  map[*file]*query // what each of them reports
}

// build makes rules ready to run, with what they need of the library.
func (e *Engine) build(files []*file) (*program, error) {
	if e.prepared(files) {
		return assemble(files)
	}
	modules, err := parse(slices.Concat(e.sharedBy(files), files))
	if err != nil {
		return nil, err
	}
	p := &program{reports: map[*file]*query{}}
	if p.compiler, err = compile(modules, e.full, e.known); err != nil {
		return nil, err
	}
	for _, f := range files {
		p.reports[f] = ask(p.compiler, f.pkg()+".report")
	}
	return p, nil
}

// prepared tells whether rules, and what they need of the library, are there as they were when they were prepared.
func (e *Engine) prepared(files []*file) bool {
	if e.full {
		return false
	}
	for _, f := range files {
		stale := func(path string) bool {
			return !slices.ContainsFunc(e.shared, func(s *file) bool { return s.path == path && s.known })
		}
		if !f.known || slices.ContainsFunc(f.needs, stale) {
			return false
		}
	}
	return true
}

// assemble makes a program of prepared rules.
func assemble(files []*file) (*program, error) {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.pkg() + ".report"
	}
	p := &program{reports: map[*file]*query{}}
	var err error
	if p.compiler, err = link(names); err != nil {
		return nil, err
	}
	for i, f := range files {
		p.reports[f] = ask(p.compiler, names[i])
	}
	return p, nil
}

// sharedBy lists the files of the library that rules need: all of them, if the index doesn't know some rule.
func (e *Engine) sharedBy(files []*file) []*file {
	if e.full || slices.ContainsFunc(files, func(f *file) bool { return !f.known }) {
		return e.shared
	}
	return slices.DeleteFunc(slices.Clone(e.shared), func(shared *file) bool {
		return !slices.ContainsFunc(files, func(f *file) bool { return slices.Contains(f.needs, shared.path) })
	})
}

// patience is how many models may ask for rules that are not compiled yet, and get just these. Compiling takes
// longer than anything else in a run over one file; the next model is taken for one of very many.
const patience = 12

// compiled gives each of the rules its program, which it compiles when that is not done yet.
func (e *Engine) compiled(files []*file) ([]*program, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	isMissing := func(f *file) bool { return e.programs[f] == nil }
	if missing := those(files, isMissing); len(missing) > 0 {
		if e.builds++; e.builds > patience {
			missing = those(e.applied, isMissing)
		}
		p, err := e.build(missing)
		if err != nil {
			return nil, err
		}
		for _, f := range missing {
			e.programs[f] = p
		}
	}
	programs := make([]*program, len(files))
	for i, f := range files {
		programs[i] = e.programs[f]
	}
	return programs, nil
}

func those(files []*file, wanted func(*file) bool) []*file {
	return slices.DeleteFunc(slices.Clone(files), func(f *file) bool { return !wanted(f) })
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
