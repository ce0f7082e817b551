package engine

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/rules"
)

// file is a Rego file: a rule's, or one that rules share.
type file struct {
	source   fs.FS
	custom   bool   // a user's own
	path     string // category/rule_name/rule_name.rego
	read     string // its text; "" of a file of the program, which is read when it is wanted
	known    bool   // its text is the one that the index and the prepared rules were made of
	rule     finding.Rule
	sieve    func() (*sieve, error) // nil when the index doesn't know the rule
	needs    []string               // the files of the library that it calls, when the index knows the rule
	fields   string                 // of the model, that it may look at, with blanks between them, when the index knows the rule
	asks     []string               // the lists of input without which it finds nothing; nil when that isn't known
	yieldsTo []string               // the rules that speak in its place: see yield
	alone    bool                   // it judges items by what they say: see judgesAlone
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

// content is the text of the file.
func (f *file) content() string {
	if f.read != "" {
		return f.read
	}
	b, err := fs.ReadFile(f.source, f.path)
	if err != nil {
		return "" // no rule: it is there, as it was listed
	}
	return string(b)
}

// buffers are what the files of the program are read into for their checksums.
var buffers = sync.Pool{New: func() any { return new([4096]byte) }}

// sum is the checksum of the text.
func (f *file) sum() uint32 {
	if f.read != "" {
		return crc32.ChecksumIEEE([]byte(f.read))
	}
	opened, err := f.source.Open(f.path)
	if err != nil {
		return 0 // as above
	}
	defer opened.Close() //nolint:errcheck // it was only read
	buffer := buffers.Get().(*[4096]byte)
	defer buffers.Put(buffer)
	sum := uint32(0)
	for {
		n, err := opened.Read(buffer[:])
		sum = crc32.Update(sum, crc32.IEEETable, buffer[:n])
		if err != nil {
			return sum
		}
	}
}

// listed lists the rules of the program and what they share as the index knows them. It is nil if there are others: then
// somebody is at work on them, and they have to be looked for.
func listed(source fs.FS, all *index) (ruleFiles, shared []*file) {
	folders, _ := fs.ReadDir(source, ".") // what cannot be listed is looked for
	for _, folder := range folders {
		entries, _ := fs.ReadDir(source, folder.Name())
		for _, entry := range entries {
			name := folder.Name() + "/" + entry.Name()
			switch {
			case entry.IsDir():
				ruleFiles = append(ruleFiles, &file{source: source, path: name + "/" + entry.Name() + ".rego"})
			case folder.Name() == "lib" && isRego(name):
				shared = append(shared, &file{source: source, path: name})
			}
		}
	}
	isNew := func(f *file) bool { return all.rules[f.path] == nil }
	if len(ruleFiles) != len(all.rules) || slices.ContainsFunc(ruleFiles, isNew) {
		return nil, nil
	}
	return ruleFiles, append(shared, &file{source: source, path: "main.rego"})
}

// isRego tells Rego files that are no tests.
func isRego(name string) bool {
	return strings.HasSuffix(name, ".rego") && !strings.HasSuffix(name, "_test.rego")
}

// files lists the Rego files of a rule set, without tests, in lexical order.
func files(source fs.FS, custom bool) ([]*file, error) {
	var found []*file
	err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isRego(name) {
			return err
		}
		b, err := fs.ReadFile(source, name)
		found = append(found, &file{source: source, custom: custom, path: name, read: string(b)})
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

// load finds out what every rule says of itself, those of the program, if there is no other built-in source, and those of
// a user's own. Rules come sorted by id.
func load(builtIn fs.FS, own []fs.FS) (ruleFiles, shared []*file, err error) {
	index, err := readIndex(indexText)
	if err != nil {
		return nil, nil, err
	}
	if builtIn == nil {
		builtIn = rules.FS
		ruleFiles, shared = listed(builtIn, index)
	}
	if ruleFiles == nil {
		if ruleFiles, shared, err = sortOut(builtIn, false); err != nil {
			return nil, nil, err
		}
	}
	for _, source := range own {
		more, _, err := sortOut(source, true)
		if err != nil {
			return nil, nil, err
		}
		ruleFiles = append(ruleFiles, more...)
	}
	for _, f := range shared {
		f.known = index.sums[f.path] == f.sum()
	}
	faults := make([]error, len(ruleFiles))
	parallel.Each(len(ruleFiles), func(i int) { faults[i] = ruleFiles[i].describe(index) })
	if err := errors.Join(faults...); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(ruleFiles, func(a, b *file) int { return strings.Compare(a.rule.ID, b.rule.ID) })
	return ruleFiles, shared, distinct(ruleFiles)
}

// sortOut tells rules and what they share apart, by their places. A user's own may share nothing.
func sortOut(source fs.FS, custom bool) (ruleFiles, shared []*file, err error) {
	found, err := files(source, custom)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range found {
		switch {
		case f.isRule():
			ruleFiles = append(ruleFiles, f)
		case !custom && f.isShared():
			shared = append(shared, f)
		default:
			return nil, nil, fmt.Errorf("rule %s: want <category>/<rule_name>/<rule_name>.rego", f.path)
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
