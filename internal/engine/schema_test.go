package engine

import (
	"flag"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/rules"
)

var update = flag.Bool("update", false, "write what is made of the model, the rules and their data")

// TestGeneratedFilesAreCurrent also writes them, with -update.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	written := func(prepare func(fs.FS) ([]byte, error)) func() ([]byte, error) {
		return func() ([]byte, error) { return prepare(rules.FS) }
	}
	index := func() ([]byte, error) {
		text, _, err := makeIndex()
		return text, err
	}
	functions := func() ([]byte, error) {
		_, text, err := makeIndex()
		return text, err
	}
	for name, generate := range map[string]func() ([]byte, error){
		"schema.json":                  Schema,
		"index.txt":                    index,
		"functions.txt":                functions,
		"prepared.txt":                 makePrepared,
		"../../rules/data/lists.txt":   written(expand.PrepareLists),
		"../../rules/data/methods.txt": written(escalation.PrepareMethods),
	} {
		want, err := generate()
		if err == nil && *update {
			err = os.WriteFile(name, want, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not current, run go generate ./internal/engine (-want +got):\n%s", name, diff)
		}
	}
}

func TestShapeRefusesWhatRulesWouldNotSee(t *testing.T) {
	type nameless struct{ Field string }
	type dynamic struct {
		Field map[string]any `json:"field"`
	}
	type keyed struct {
		Field map[int]string `json:"field"`
	}
	type endless struct {
		Field []*endless `json:"field"`
	}
	cases := []struct {
		name string
		in   reflect.Type
		want string
	}{
		{"a field without a name", reflect.TypeFor[nameless](), "Field has no json name"},
		{"anything", reflect.TypeFor[dynamic](), "rules can't see a interface"},
		{"keys that are no strings", reflect.TypeFor[keyed](), "no keys but strings"},
		{"a type inside itself", reflect.TypeFor[endless](), "contains itself"},
		{"a fraction", reflect.TypeFor[float64](), "rules can't see a float64"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := shapeOf(c.in); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}
