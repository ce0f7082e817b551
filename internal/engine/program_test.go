package engine

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestAsksNamesTheListsWithoutWhichThereIsNoFinding(t *testing.T) {
	cases := []struct {
		name, body string
		want       []string
	}{
		{"a trait", "report contains s if {\n\tsome s in input.having.oidc\n}", []string{"having.oidc"}},
		{"a trait after something else", "report contains s if {\n\tx := 1\n\tsome s in input.having.oidc\n\tx\n}", []string{"having.oidc"}},
		{"a trait with its index", "report contains i if {\n\tsome i, _ in input.having.oidc\n}", []string{"having.oidc"}},
		{"a list of its own", "report contains s if {\n\tsome s in input.targets\n}", []string{"targets"}},
		{
			"two reports", "report contains s if {\n\tsome s in input.having.oidc\n}\n\nreport contains s if {\n\tsome s in input.having.anyone\n}",
			[]string{"having.anyone", "having.oidc"},
		},
		{"a report that asks for nothing", "report contains s if {\n\tsome s in input.having.oidc\n}\n\nreport contains input.artifact", nil},
		{"a list that is empty", "report contains 1 if {\n\tcount(input.having.oidc) == 0\n}", nil},
		{"a loop that is denied", "report contains 1 if {\n\tnot found\n}\n\nfound if some s in input.having.oidc", nil},
		{"a loop in a comprehension", "report contains x if {\n\tx := [s | some s in input.having.oidc]\n}", nil},
		{"a loop over another input", "report contains s if {\n\tsome s in input.having.oidc with input as {}\n}", nil},
		{"a loop over traits", "report contains s if {\n\tsome s in input.having\n}", nil},
		{"a part of a statement", "report contains s if {\n\tsome s in input.having.oidc[0].actions\n}", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			module, err := ast.ParseModule("x.rego", "package iamlint.rules.x\n\n"+c.body+"\n")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, asks(module)); diff != "" {
				t.Errorf("lists (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRulesAreCompiledWhenAModelAsksForThem(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("admin-access", "public-trust")})
	compiled := func(m *policy.Model) int {
		if _, err := e.Evaluate(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		return len(e.programs)
	}
	trust := &policy.Model{Having: policy.Having{Anyone: []*policy.Statement{{
		Effect: "Allow", Target: &policy.Subject{Kind: policy.Role}, Document: policy.Title{Kind: policy.Trust},
		Principals: []policy.Principal{{Kind: policy.Anyone}},
	}}}}
	for i, step := range []struct {
		model *policy.Model
		want  int
	}{{&policy.Model{}, 0}, {admin(), 1}, {&policy.Model{}, 1}, {trust, 2}, {admin(), 2}} {
		if got := compiled(step.model); got != step.want {
			t.Errorf("model %d: got %d rules compiled, want %d", i, got, step.want)
		}
	}
}

// TestAnIndexOfAnotherTextIsNotUsed changes a rule's severity without telling the index.
func TestAnIndexOfAnotherTextIsNotUsed(t *testing.T) {
	const name = "wildcard/admin_access/admin_access.rego"
	text, err := fs.ReadFile(rules.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), "severity: critical", "severity: low", 1)
	for want, content := range map[string]string{"critical": string(text), "low": edited} {
		e := mustNew(t, Options{BuiltIn: fstest.MapFS{name: {Data: []byte(content)}}})
		if got := e.Rules()[0].Severity.String(); got != want {
			t.Errorf("got severity %s, want %s", got, want)
		}
	}
}
