package engine

import (
	"slices"

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
