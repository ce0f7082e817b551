package iamlint_test

import (
	"flag"
	"go/ast"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write anew what pages show")

// inCode finds what a page names in code: `expand.Model`, `engine.Engine.Evaluate`.
var inCode = regexp.MustCompile("`([a-z]+)\\.([A-Z]\\w*(?:\\.[A-Z]\\w*)?)(?:\\(\\))?`")

// link finds links to files of the project.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

// startsText finds lines that are text, and no heading, table, list or block of code.
var startsText = regexp.MustCompile("^([A-Za-z]|`[^`])")

func TestPagesNameWhatIsThere(t *testing.T) {
	declared := declarations(load(t, os.DirFS(".")))
	for name, text := range pages(t) {
		for _, match := range inCode.FindAllStringSubmatch(text, -1) {
			names, ours := declared[match[1]]
			if ours && !names[match[2]] {
				t.Errorf("%s: package %s has no %s", name, match[1], match[2])
			}
		}
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	for name, text := range pages(t) {
		for _, match := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), match[1])); err != nil {
				t.Errorf("%s: links to %s: %v", name, match[1], err)
			}
		}
	}
}

// TestEveryPageIsInTheIndex keeps docs/README.md whole.
func TestEveryPageIsInTheIndex(t *testing.T) {
	texts := pages(t)
	for name, text := range texts {
		below, ok := strings.CutPrefix(name, "docs/")
		if !ok || below == "README.md" || strings.Contains(below, "/") {
			continue
		}
		if !strings.Contains(texts["docs/README.md"], "]("+below+")") {
			t.Errorf("docs/README.md does not name %s", name)
		}
		if lines := strings.Split(text, "\n"); len(lines) < 3 || !strings.HasPrefix(lines[0], "# ") || lines[1] != "" || !startsText.MatchString(lines[2]) {
			t.Errorf("%s does not begin with a title and a line that says what it is for", name)
		}
	}
}

func TestTheGatesRunTheReadmesTestCommand(t *testing.T) {
	const command = "go test ./..."
	for name, want := range map[string]string{"README.md": "\n" + command + " ", ".ci/run": "\ngate tests " + command + "\n"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), want) {
			t.Errorf("%s does not have %q", name, want)
		}
	}
}

// pages reads the project's own pages, by path: those in the root, and those below docs that are not generated.
func pages(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"docs/*.md", "docs/adr/*.md", "rules/*.md", "rules/*/*.md", ".github/*.md"} {
		below, err := fs.Glob(os.DirFS("."), pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, below...)
	}
	if !slices.Contains(names, "docs/architecture.md") {
		t.Fatalf("found the pages %q, docs/architecture.md not among them", names)
	}
	texts := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	return texts
}

// declarations holds what each package exports, methods and fields as Type.Name, by the package's name.
func declarations(files []file) map[string]map[string]bool {
	declared := map[string]map[string]bool{}
	for _, f := range program(files) {
		pkg := path.Base(f.dir)
		if declared[pkg] == nil {
			declared[pkg] = map[string]bool{}
		}
		for _, declaration := range f.syntax.Decls {
			maps.Copy(declared[pkg], named(declaration))
		}
	}
	return declared
}

// named returns the names that a declaration brings.
func named(declaration ast.Decl) map[string]bool {
	names := map[string]bool{}
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		names[receiver(d)+d.Name.Name] = true
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				names[s.Name.Name] = true
				maps.Copy(names, fields(s))
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names[name.Name] = true
				}
			}
		}
	}
	return names
}

// receiver returns "Type." for a method and "" for a function.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	of := fn.Recv.List[0].Type
	if pointer, ok := of.(*ast.StarExpr); ok {
		of = pointer.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name + "."
	}
	return ""
}

func fields(spec *ast.TypeSpec) map[string]bool {
	names := map[string]bool{}
	if s, ok := spec.Type.(*ast.StructType); ok {
		for _, field := range s.Fields.List {
			for _, name := range field.Names {
				names[spec.Name.Name+"."+name.Name] = true
			}
		}
	}
	return names
}
