package engine

import (
	"reflect"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
)

func TestWhatARuleJudgesAlone(t *testing.T) {
	const loop = "report contains s.at if {\n\tsome s in input.having.oidc\n\t"
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, body string
		want       bool
	}{
		{"fields", loop + "s.scoped\n}", true},
		{"settings", loop + "input.settings.x.most > 3\n}", true},
		{"how recent the catalogue is", loop + "input.catalogue.stale\n}", true},
		{"the name of a document", loop + "s.document.name == \"x\"\n}", true},
		{"another list", loop + "some t in input.having.trust\n\ts.at == t.at\n}", false},
		{"the same list twice", loop + "some t in input.having.oidc\n\ts.at == t.at\n}", false},
		{"the name of the target", loop + "s.target.name == \"x\"\n}", false},
		{"a function that asks for the name", loop + "f(s.target)\n}\n\nf(t) if t.name == \"x\"", false},
		{"what comes instead and asks for the name", loop + "f(s.target)\n}\n\nf(t) if {\n\tt.kind == \"x\"\n} else := t.name", false},
		{"the name under a key", loop + "object.get(s.target, \"name\", \"\") == \"x\"\n}", false},
		{"a list of what has no pointers", "report contains s.at if {\n\tsome s in input.secrets\n}", false},
		{"no list", "report contains 1 if input.catalogue.stale", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			module, err := ast.ParseModule("x.rego", "package iamlint.rules.x\n\n"+c.body+"\n")
			if err != nil {
				t.Fatal(err)
			}
			lists := asks(module)
			compiler, err := compile(map[string]*ast.Module{"x.rego": module}, false, nil)
			if err != nil {
				t.Fatal(err)
			}
			m := newSieveMaker(compiler)
			if got := m.judgesAlone(module.Package.Path, m.sieve(module.Package.Path), lists, model); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}

// TestNoRuleTakesAPlaceApart looks for functions of OPA, other than comparisons, that get a place: what rules see in
// its stead when a wording is judged is a mark.
func TestNoRuleTakesAPlaceApart(t *testing.T) {
	_, _, _, compiler, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	placesIn(model, places)
	compared := 0
	for path, module := range compiler.Modules {
		ast.WalkExprs(module, func(e *ast.Expr) bool {
			if !e.IsCall() || ast.BuiltinMap[e.Operator().String()] == nil {
				return false
			}
			for _, operand := range e.Operands() {
				ref, ok := operand.Value.(ast.Ref)
				if !ok || !places[string(lastWord(ref))] {
					continue
				}
				if compared++; ast.BuiltinMap[e.Operator().String()].Infix == "" {
					t.Errorf("%s: %v: got a place in a function, want places compared and passed on only", path, e)
				}
			}
			return false
		})
	}
	if compared == 0 {
		t.Error("no rule compares a place at all: the test looks in the wrong place")
	}
}

func placesIn(s *shape, names map[string]bool) {
	if s.elem != nil {
		placesIn(s.elem, names)
	}
	for i := range s.fields {
		if f := &s.fields[i]; f.shape.form == place {
			names[f.name] = true
		}
		placesIn(s.fields[i].shape, names)
	}
}

func lastWord(ref ast.Ref) ast.String {
	word, _ := ref[len(ref)-1].Value.(ast.String)
	return word
}
