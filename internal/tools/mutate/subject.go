package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// subject is a file to break, with what it takes to notice.
type subject struct {
	source  fs.FS
	path    string
	content string
	modules map[string]*ast.Module // its tests, and the other files that these and it import
}

// readSubjects finds the files of the names, or of every rule.
func readSubjects(source fs.FS, names []string) ([]*subject, error) {
	paths, err := fs.Glob(source, "*/*/*.rego")
	if err != nil {
		return nil, err
	}
	libraries, err := fs.Glob(source, "lib/*.rego")
	if err != nil {
		return nil, err
	}
	isTest := func(name string) bool { return strings.HasSuffix(name, "_test.rego") }
	chosen := slices.DeleteFunc(slices.Clone(paths), isTest)
	if len(names) > 0 {
		chosen = nil
		for _, name := range names {
			found := findSubject(name, slices.DeleteFunc(slices.Concat(paths, libraries), isTest))
			if found == "" {
				return nil, fmt.Errorf("no rule %q, and no library", name)
			}
			chosen = append(chosen, found)
		}
	}
	shared, err := parseAll(source, slices.DeleteFunc(slices.Clone(libraries), isTest))
	if err != nil {
		return nil, err
	}
	subjects := make([]*subject, len(chosen))
	for i, p := range chosen {
		if subjects[i], err = readSubject(source, p, shared); err != nil {
			return nil, err
		}
	}
	return subjects, nil
}

func findSubject(name string, paths []string) string {
	rule := strings.ReplaceAll(path.Base(name), "-", "_")
	for _, p := range paths {
		if p == name+".rego" || path.Base(p) == rule+".rego" && path.Dir(p) != "lib" {
			return p
		}
	}
	return ""
}

func parseAll(source fs.FS, paths []string) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	for _, p := range paths {
		content, err := fs.ReadFile(source, p)
		if err != nil {
			return nil, err
		}
		if modules[p], err = ast.ParseModule(p, string(content)); err != nil {
			return nil, fmt.Errorf("parse %s: %w", p, err)
		}
	}
	return modules, nil
}

// readSubject reads a file and its own tests. A library is noticed by the tests of the rules that import it, too.
func readSubject(source fs.FS, p string, shared map[string]*ast.Module) (*subject, error) {
	content, err := fs.ReadFile(source, p)
	if err != nil {
		return nil, err
	}
	s := &subject{source: source, path: p, content: string(content)}
	files := []string{p}
	test := strings.TrimSuffix(p, ".rego") + "_test.rego"
	if _, err = fs.Stat(source, test); err == nil {
		files = append(files, test)
	}
	if path.Dir(p) == "lib" {
		users, fault := importers(source, p, s.content)
		if fault != nil {
			return nil, fault
		}
		files = append(files, users...)
	}
	if s.modules, err = parseAll(source, files); err != nil {
		return nil, err
	}
	for _, module := range slices.Collect(maps.Values(s.modules)) {
		s.need(module, shared)
	}
	return s, nil
}

// importers are the rules that import a library, with their tests.
func importers(source fs.FS, p, content string) ([]string, error) {
	name := "data.iamlint.lib." + strings.TrimSuffix(path.Base(p), ".rego")
	if strings.Contains(content, "\npackage iamlint.lib\n") {
		name = "data.iamlint.lib"
	}
	paths, err := fs.Glob(source, "*/*/*_test.rego")
	if err != nil {
		return nil, err
	}
	var found []string
	for _, test := range paths {
		rule := strings.TrimSuffix(test, "_test.rego") + ".rego"
		text, err := fs.ReadFile(source, rule)
		if err != nil {
			return nil, err
		}
		if strings.Contains(string(text), "\nimport "+name+"\n") {
			found = append(found, rule, test)
		}
	}
	return found, nil
}

// need adds the libraries that a module imports, and those that they import.
func (s *subject) need(module *ast.Module, shared map[string]*ast.Module) {
	for _, imported := range module.Imports {
		for p, library := range shared {
			if s.modules[p] == nil && imported.Path.Value.Compare(library.Package.Path) == 0 {
				s.modules[p] = library
				s.need(library, shared)
			}
		}
	}
}

// judge breaks the file in every way and counts what is noticed. A change that is no Rego any more is none.
func (s *subject) judge(ctx context.Context, known map[string]bool) (result, error) {
	var r result
	want, err := s.test(ctx, s.content)
	if err != nil {
		return r, fmt.Errorf("%s as it stands: %w", s.path, err)
	}
	all, err := mutants(s.path, s.content)
	if err != nil {
		return r, err
	}
	shown := sync.OnceValues(func() (*examples, error) { return newExamples(ctx, s) })
	for _, m := range all {
		got, err := s.test(ctx, m.content)
		var invalid *invalidError
		if errors.As(err, &invalid) {
			continue
		}
		noticed := err != nil || got.Compare(want) != 0
		if !noticed {
			x, err := shown()
			if err != nil {
				return r, err
			}
			noticed = x.differ(ctx, m.content)
		}
		switch {
		case ctx.Err() != nil:
			return r, ctx.Err()
		case noticed:
			r.killed++
		case known[m.key()]:
			r.equivalent++
		default:
			r.survivors = append(r.survivors, m)
		}
	}
	return r, nil
}

// invalidError is the error of a text that is no Rego.
type invalidError struct{ error }

// skipped are the compiler's checks that a mutant passes because the rule does, and that take most of the time.
func skipped() []ast.StageID {
	return []ast.StageID{
		ast.StageCheckUnusedImports, ast.StageCheckDuplicateImports, ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet,
		ast.StageCheckTypes, ast.StageCheckDeprecatedBuiltins, ast.StageBuildRequiredCapabilities,
		ast.StageRewriteTestRulesForTracing,
	}
}

// test is what the tests come to with a text in the place of the file: each by its name, and each of its cases, if
// it holds. Whether one fails is told by comparing, which is ten times as fast as what opa test does.
func (s *subject) test(ctx context.Context, content string) (ast.Value, error) {
	module, err := ast.ParseModule(s.path, content)
	if err != nil {
		return nil, &invalidError{err}
	}
	modules := maps.Clone(s.modules)
	modules[s.path] = module
	compiler := ast.NewCompiler().WithSkipStages(skipped()...)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, &invalidError{compiler.Errors}
	}
	queries := compiler.QueryCompiler()
	body, err := queries.Compile(ast.NewBody(ast.Equality.Expr(ast.VarTerm("found"), s.question())))
	if err != nil {
		return nil, fmt.Errorf("compile the question: %w", err)
	}
	store := inmem.New()
	transaction, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the store: %w", err)
	}
	defer store.Abort(ctx, transaction)
	results, err := topdown.NewQuery(body).WithCompiler(compiler).WithQueryCompiler(queries).
		WithStore(store).WithTransaction(transaction).WithStrictBuiltinErrors(true).Run(ctx)
	if err != nil || len(results) != 1 {
		return nil, fmt.Errorf("run the tests of %s: %d answers, %w", s.path, len(results), err)
	}
	return results[0]["found"].Value, nil
}

// question asks for everything that the packages with tests come to.
func (s *subject) question() *ast.Term {
	var packages []*ast.Term
	for _, p := range slices.Sorted(maps.Keys(s.modules)) {
		if strings.HasSuffix(p, "_test.rego") {
			packages = append(packages, ast.NewTerm(s.modules[p].Package.Path))
		}
	}
	return ast.ArrayTerm(packages...)
}
