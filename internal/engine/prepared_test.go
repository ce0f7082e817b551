package engine

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/rules"
)

func TestWhatIsPreparedIsReadAsItWasWritten(t *testing.T) {
	var names []string
	for line := range strings.Lines(preparedText) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, name)
	}
	compiler, err := link(names)
	if err != nil {
		t.Fatal(err)
	}
	got, err := prepareRules(compiler)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(preparedText, string(got)); diff != "" {
		t.Errorf("prepared again (-want +got):\n%s", diff)
	}
}

func TestARunUsesPreparedRules(t *testing.T) {
	e := mustNew(t, Options{})
	if !e.prepared(e.applied) {
		t.Error("got rules that are not prepared, want none")
	}
}

// TestPreparedRulesOfAnotherTextAreNotUsed edits the rule, and a file of the library that it needs.
func TestPreparedRulesOfAnotherTextAreNotUsed(t *testing.T) {
	const name = "wildcard/admin_access/admin_access.rego"
	for _, edited := range []string{"", name, "lib/lib.rego", "lib/wildcards.rego"} {
		t.Run(edited, func(t *testing.T) {
			set := fstest.MapFS{}
			for _, pattern := range []string{name, "lib/*.rego", "main.rego"} {
				files, err := fs.Glob(rules.FS, pattern)
				if err != nil {
					t.Fatal(err)
				}
				for _, file := range files {
					text, err := fs.ReadFile(rules.FS, file)
					if err != nil {
						t.Fatal(err)
					}
					if file == edited {
						text = append(text, "\n# Edited.\n"...)
					}
					set[file] = &fstest.MapFile{Data: text}
				}
			}
			e := mustNew(t, Options{BuiltIn: set})
			if got, want := e.prepared(e.applied), edited == ""; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
			findings, err := e.Evaluate(t.Context(), admin())
			if err != nil || len(findings) != 1 {
				t.Errorf("got %d findings and error %v, want one finding", len(findings), err)
			}
		})
	}
}

func TestPrepareRefusesWhatCannotBeFoundAgain(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"all rules of a package", "report contains x if some x in data.iamlint.rules.other", "leads to no rule by its name"},
		{"another input", "a if input.x\n\nreport contains 1 if a with input as {}", "it has a with"},
	} {
		t.Run(c.name, func(t *testing.T) {
			module, err := ast.ParseModule("x.rego", "package iamlint.rules.x\n\n"+c.body+"\n")
			if err != nil {
				t.Fatal(err)
			}
			other := ast.MustParseModule("package iamlint.rules.other\n\nreport contains 1")
			compiler, err := compile(map[string]*ast.Module{"x.rego": module, "other.rego": other}, false, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := prepareRules(compiler); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestReadingPreparedRulesEndsAtAFault(t *testing.T) {
	for _, text := range []string{
		"", "x", "p f", "p f x", "p f 1", "p f 1:", "p f 1:R9", "p f 1:R99:", "p f 1:R1:x1:", "p f 1:R1:s9:a",
		"p f 1:R1:v1:r0:__1:=x", "p f 1:R1:v1:r0:q2:\"x_", "p f 1:R1:v1:r0:__0:", "p f 99999999999999999999:R",
	} {
		r := preparedReader{text: text, ref: refOf}
		r.word()
		file := r.word()
		for r.err == nil && r.text != "" {
			r.rule(file)
		}
		if text != "p f " && r.err == nil {
			t.Errorf("%q: got no error", text)
		}
	}
}

func TestLookUpFindsALineByItsName(t *testing.T) {
	const text = "a 1\na.b 2\nb x y\nc \n"
	for name, want := range map[string]string{"a": "1", "a.b": "2", "b": "x y", "c": ""} {
		if got, ok := lookUp(text, name); !ok || got != want {
			t.Errorf("%s: got %q, %t, want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "0", "aa", "bb", "d"} {
		if got, ok := lookUp(text, name); ok {
			t.Errorf("%s: got %q, want nothing", name, got)
		}
	}
}
