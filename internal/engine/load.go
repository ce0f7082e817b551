package engine

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
)

// file is a Rego file: a rule's, or one that rules share.
type file struct {
	source   fs.FS
	custom   bool   // a user's own
	path     string // category/rule_name/rule_name.rego
	content  string
	known    bool // its text is the one that the index and the prepared rules were made of
	rule     finding.Rule
	sieve    func() (*sieve, error) // nil when the index doesn't know the rule
	needs    []string               // the files of the library that it calls, when the index knows the rule
	fields   []string               // of the model, that it may look at, when the index knows the rule
	asks     []string               // the lists of input without which it finds nothing; nil when that isn't known
	yieldsTo []string               // the rules that speak in its place: see yield

	capabilities *ast.Capabilities // for the parser, which would make them anew for each file
}

func (f *file) name() string     { return path.Base(path.Dir(f.path)) }
func (f *file) pkg() string      { return "data.iamlint.rules." + f.name() }
func (f *file) category() string { return path.Dir(path.Dir(f.path)) }

// example is an example beside the rule. A user's own rules may have none.
func (f *file) example(name string) string {
	b, err := fs.ReadFile(f.source, path.Join(path.Dir(f.path), name))
	if err != nil {
		return ""
	}
	return string(b)
}

func (f *file) errorf(row int, format string, args ...any) error {
	return fmt.Errorf("rule %s:%d: %s", f.path, row, fmt.Sprintf(format, args...))
}

// files lists the Rego files of a rule set, without tests, in lexical order.
func files(source fs.FS, custom bool) ([]*file, error) {
	var found []*file
	capabilities := ast.CapabilitiesForThisVersion()
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		b, err := fs.ReadFile(source, name)
		found = append(found, &file{source: source, custom: custom, path: name, content: string(b), capabilities: capabilities})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	return found, nil
}

// isRule tells rules by their place.
func (f *file) isRule() bool {
	return strings.Count(f.path, "/") == 2 && path.Base(f.path) == f.name()+".rego"
}

// isShared tells the entrypoint and the library by their place.
func (f *file) isShared() bool {
	return f.path == "main.rego" || path.Dir(f.path) == "lib"
}

// load finds out what every rule in the sources says of itself. Rules come sorted by id.
func load(sources []fs.FS) (ruleFiles, shared []*file, err error) {
	if ruleFiles, shared, err = sortOut(sources); err != nil {
		return nil, nil, err
	}
	index, err := readIndex(indexText)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range shared {
		f.known = index.sums[f.path] == f.sum()
	}
	if err := parallel(len(ruleFiles), func(i int) error { return ruleFiles[i].describe(index) }); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(ruleFiles, func(a, b *file) int { return strings.Compare(a.rule.ID, b.rule.ID) })
	return ruleFiles, shared, distinct(ruleFiles)
}

// sortOut tells rules and what they share apart, by their places. Only the first source, the
// built-in one, may hold shared files.
func sortOut(sources []fs.FS) (ruleFiles, shared []*file, err error) {
	for i, source := range sources {
		found, err := files(source, i > 0)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range found {
			switch {
			case f.isRule():
				ruleFiles = append(ruleFiles, f)
			case !f.custom && f.isShared():
				shared = append(shared, f)
			default:
				return nil, nil, fmt.Errorf("rule %s: want <category>/<rule_name>/<rule_name>.rego", f.path)
			}
		}
	}
	return ruleFiles, shared, nil
}

// distinct refuses two rules of one id: their reports would be taken for one.
func distinct(sorted []*file) error {
	for i := 1; i < len(sorted); i++ {
		if sorted[i].rule.ID == sorted[i-1].rule.ID {
			return fmt.Errorf("rule %s: there is a rule %q already, at %s", sorted[i].path, sorted[i].rule.ID, sorted[i-1].path)
		}
	}
	return nil
}
