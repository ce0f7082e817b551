// Package iamlint_test keeps the house in order: the floors of docs/architecture.md, and the
// house rules of CONTRIBUTING.md that a program can check. Files are parsed in this process and
// never by asking the go command, so that the test cache notices every change.
package iamlint_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/iamlint/iamlint"

// floors says how high each package stands. It imports lower ones only, so that the packages of
// one floor never know one another.
var floors = map[string]int{
	"cmd/iamlint": 5,

	"internal/cli": 4,

	"internal/parse/cfn":  3,
	"internal/parse/live": 3,
	"internal/engine":     3,
	"internal/escalation": 3,
	"internal/report":     3,

	"internal/parse":           2,
	"internal/parse/placetest": 2,
	"internal/expand":          2,
	"internal/access":          2,
	"internal/ignore":          2,
	"internal/lsp":             2,

	"internal/policy":  1,
	"internal/finding": 1,
	"internal/node":    1,

	"internal/source":              0,
	"internal/parse/live/livetest": 0,
	"internal/lsp/lsptest":         0,
	"internal/catalog":             0,
	"internal/glob":                0,
	"internal/graph":               0,
	"internal/parallel":            0,
	"internal/report/sarif":        0,
	"rules":                        0,
}

// tools holds the programs that work on this repository: they stand on the top floor and may read and write.
const tools = "internal/tools/"

// guarded says which packages may import what is not pure. A path stands for itself and for
// everything below it; of several, the longest counts. What no list names nobody may import, and
// a module that is not listed is refused.
var guarded = map[string][]string{
	"os":        {"cmd/iamlint", "internal/cli"},
	"os/exec":   {},
	"net":       {},
	"net/http":  {"internal/parse/live/livetest"},
	"net/netip": {anyone},
	"net/url":   {anyone},
	"log":       {},
	"plugin":    {},

	"github.com/open-policy-agent/opa":                 {"internal/engine"},
	"github.com/spf13/cobra":                           {"internal/cli"},
	"github.com/spf13/pflag":                           {"internal/cli"},
	"github.com/aws/aws-sdk-go-v2":                     {"internal/parse/live"},
	"github.com/aws/smithy-go":                         {"internal/parse/live"},
	"golang.org/x/term":                                {"internal/cli"},
	"go.yaml.in/yaml/v3":                               {"internal/node"},
	"github.com/awslabs/goformation/v7":                {}, // its parser erases intrinsics and places: docs/adr/0002
	"github.com/awslabs/goformation/v7/cloudformation": {"internal/parse/cfn"},
}

const anyone = "anyone"

// nameless are words that say nothing about what a package is.
var nameless = []string{"base", "common", "helper", "helpers", "lib", "misc", "shared", "util", "utils"}

const (
	longestFile     = 400 // lines
	longestFunction = 60  // lines
)

// file is a Go file of the house.
type file struct {
	name   string // its path from the root
	dir    string
	syntax *ast.File
	lines  *token.File
}

func (f file) test() bool { return strings.HasSuffix(f.name, "_test.go") }

func (f file) tool() bool { return strings.HasPrefix(f.dir+"/", tools) }

// generator tells whether the file belongs to a program that only go generate runs: in a folder gen, or ignored.
func (f file) generator() bool {
	return path.Base(f.dir) == "gen" || f.ignored()
}

// ignored tells whether the go command leaves the file out unless it is named.
func (f file) ignored() bool {
	for _, group := range f.syntax.Comments {
		if group.Pos() < f.syntax.Package && strings.HasPrefix(group.List[0].Text, "//go:build ignore") {
			return true
		}
	}
	return false
}

func (f file) imports() []string {
	var paths []string
	for _, spec := range f.syntax.Imports {
		paths = append(paths, strings.Trim(spec.Path.Value, `"`))
	}
	return paths
}

func (f file) line(at token.Pos) int { return f.lines.Line(at) }

// complaints holds every check, by the sentence it upholds.
var complaints = map[string]func([]file) []string{
	"imports only go down":                   climbs,
	"only some packages know the outside":    outings,
	"packages are named for what they are":   namelessPackages,
	"nothing happens by import":              inits,
	"every package says what it is for":      silentPackages,
	"there is one program":                   programs,
	"a hook installs no other modules":       heavies,
	"files and functions fit on few screens": giants,
}

func TestTheHouseIsInOrder(t *testing.T) {
	files := load(t, os.DirFS("."))
	if len(files) < 20 {
		t.Fatalf("read %d Go files, want the whole house", len(files))
	}
	uphold(t, complaints, files)
}

// uphold asks every check for its complaints, under the name of its sentence.
func uphold[Files any](t *testing.T, checks map[string]func(Files) []string, files Files) {
	t.Helper()
	for _, sentence := range slices.Sorted(maps.Keys(checks)) {
		t.Run(sentence, func(t *testing.T) {
			for _, complaint := range checks[sentence](files) {
				t.Error(complaint)
			}
		})
	}
}

func TestEveryFloorIsBuilt(t *testing.T) {
	for dir := range floors {
		if _, err := os.Stat(dir); err != nil {
			t.Errorf("floors names %s, which is not there: %v", dir, err)
		}
	}
}

func TestTheLicenceIsApache2(t *testing.T) {
	text, err := os.ReadFile("LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Apache License\n", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("LICENSE does not say %q", want)
		}
	}
}

// load parses every Go file below the root, testdata and dot folders excepted.
func load(t *testing.T, root fs.FS) []file {
	t.Helper()
	var files []file
	set := token.NewFileSet()
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if entry.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		content, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(set, name, content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file{name: name, dir: path.Dir(name), syntax: syntax, lines: set.File(syntax.FileStart)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// climbs finds packages without a floor, and imports that do not go down.
func climbs(files []file) []string {
	var found []string
	for _, f := range program(files) {
		floor, ok := floors[f.dir]
		if !ok {
			found = append(found, fmt.Sprintf("%s: package %s has no floor; give it one in arch_test.go and docs/architecture.md", f.name, f.dir))
			continue
		}
		for _, imported := range f.imports() {
			ours, ok := strings.CutPrefix(imported, module+"/")
			if !ok {
				continue
			}
			if below, ok := floors[ours]; !ok || below >= floor {
				found = append(found, fmt.Sprintf("%s: %s (floor %d) imports %s, which is not below it", f.name, f.dir, floor, ours))
			}
		}
	}
	return found
}

// outings finds imports of what is guarded by packages that may not.
func outings(files []file) []string {
	var found []string
	for _, f := range program(files) {
		for _, imported := range f.imports() {
			allowed, ok := keepers(imported)
			if ok && !slices.Contains(allowed, f.dir) && !slices.Contains(allowed, anyone) {
				found = append(found, fmt.Sprintf("%s: imports %s; only %q may", f.name, imported, allowed))
			}
		}
	}
	return found
}

// keepers returns the packages that may import a path, and whether it is guarded at all.
func keepers(imported string) ([]string, bool) {
	for at := imported; at != "."; at = path.Dir(at) {
		if allowed, ok := guarded[at]; ok {
			return allowed, true
		}
	}
	first, _, _ := strings.Cut(imported, "/")
	return nil, strings.Contains(first, ".") && !strings.HasPrefix(imported, module+"/")
}

// program is the code that is linked into iamlint: not tests, which may stand anywhere, nor tools.
func program(files []file) []file {
	return slices.DeleteFunc(slices.Clone(files), func(f file) bool { return f.test() || f.tool() || f.generator() })
}

func namelessPackages(files []file) []string {
	var found []string
	for _, f := range files {
		for _, folder := range strings.Split(f.dir, "/") {
			if slices.Contains(nameless, folder) {
				found = append(found, fmt.Sprintf("%s: %q does not say what the package is", f.name, folder))
			}
		}
	}
	return found
}

func inits(files []file) []string {
	var found []string
	for _, f := range files {
		for _, declaration := range f.syntax.Decls {
			if fn, ok := declaration.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				found = append(found, fmt.Sprintf("%s:%d: func init: call it from where it is needed", f.name, f.line(fn.Pos())))
			}
		}
	}
	return found
}

func silentPackages(files []file) []string {
	speaks := map[string]bool{}
	for _, f := range files {
		if !f.test() {
			speaks[f.dir] = speaks[f.dir] || f.syntax.Doc != nil
		}
	}
	var found []string
	for _, dir := range slices.Sorted(maps.Keys(speaks)) {
		if !speaks[dir] {
			found = append(found, dir+": no file has a package comment")
		}
	}
	return found
}

func programs(files []file) []string {
	var found []string
	for _, f := range files {
		if f.syntax.Name.Name == "main" && f.dir != "cmd/iamlint" && !f.tool() && !f.generator() {
			found = append(found, f.name+": a second program; move it to "+tools)
		}
	}
	return found
}

// heavies finds imports, by what go install ./... builds beside the program, of modules that the program has no use
// for: pre-commit runs that command on every machine and with nothing cached.
func heavies(files []file) []string {
	used := map[string]bool{"": true, "github.com/google/go-cmp": true} // five small packages, which the tool that mutates rules needs
	for _, f := range program(files) {
		for _, imported := range f.imports() {
			used[modulePath(imported)] = true
		}
	}
	var found []string
	for _, f := range files {
		for _, imported := range f.imports() {
			if !f.test() && !f.ignored() && !used[modulePath(imported)] {
				found = append(found, fmt.Sprintf("%s: imports %s, which pre-commit would have to fetch and compile: do so in a test or a file that is ignored", f.name, imported))
			}
		}
	}
	return found
}

// modulePath is what packages of one module have in common, or nothing for the standard library and our own.
func modulePath(imported string) string {
	parts := strings.SplitN(imported, "/", 4)
	if !strings.Contains(parts[0], ".") || strings.HasPrefix(imported, module+"/") {
		return ""
	}
	return strings.Join(parts[:min(3, len(parts))], "/")
}

func giants(files []file) []string {
	var found []string
	for _, f := range files {
		if f.test() || ast.IsGenerated(f.syntax) {
			continue
		}
		if n := f.lines.LineCount(); n > longestFile {
			found = append(found, fmt.Sprintf("%s: %d lines, want at most %d", f.name, n, longestFile))
		}
		for _, declaration := range f.syntax.Decls {
			fn, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.line(fn.End()) - f.line(fn.Pos()) + 1; n > longestFunction {
				found = append(found, fmt.Sprintf("%s:%d: %s has %d lines, want at most %d", f.name, f.line(fn.Pos()), fn.Name.Name, n, longestFunction))
			}
		}
	}
	return found
}
