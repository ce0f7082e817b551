package engine

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
)

func encoded(t *testing.T, m *policy.Model) *ast.Term {
	t.Helper()
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		t.Fatal(err)
	}
	term, err := model.encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return term
}

func TestEncodeIsWhatTheJSONTagsSay(t *testing.T) {
	boundary := policy.Text("arn:aws:iam::aws:policy/ReadOnlyAccess", at(9))
	m := &policy.Model{
		Artifact: "a.yaml",
		Targets: []*policy.Target{{
			Name: "AppRole", Kind: policy.Role, Type: "AWS::IAM::Role", At: at(1), Boundaries: []policy.Attachment{{Value: boundary}},
			Managed:   []policy.Attachment{{Value: policy.Text("arn", at(2)), Name: "ReadOnlyAccess"}},
			Documents: []*policy.Document{{Name: "unseen"}},
		}, {Name: "Bare", Kind: policy.User, At: at(3)}},
		Having: policy.Having{Watched: []*policy.Statement{{
			Target: &policy.Subject{Name: "AppRole"},
			Grants: map[string]*policy.Grant{"iam:PassRole": {At: at(4), Pattern: "iam:*"}},
			Scopable: policy.Levels{
				Write: policy.Actions{Count: 12, Names: []string{"s3:PutObject"}, ReachAt: at(5)},
			},
		}}},
	}
	got := encoded(t, m)
	for path, want := range map[string]string{
		`input.artifact`:                                     `"a.yaml"`,
		`input.parameters`:                                   `[]`,
		`object.keys(input.targets[0])`:                      `{"at", "barred", "boundaries", "inline_size", "kind", "managed", "name", "path", "type", "unbounded"}`,
		`object.keys(input.targets[1])`:                      `{"at", "barred", "boundaries", "inline_size", "kind", "managed", "name", "path", "type", "unbounded"}`,
		`input.targets[0].at`:                                `"a.yaml:1:3-1:6"`,
		`input.targets[0].boundaries[0].text`:                `"arn:aws:iam::aws:policy/ReadOnlyAccess"`,
		`input.targets[0].managed[0]`:                        `{"at": "a.yaml:2:3-2:6", "branch": "", "exists": false, "known": true, "name": "ReadOnlyAccess", "origin": "", "suggestion": "", "text": "arn"}`,
		`input.having.oidc`:                                  `[]`,
		`input.having.watched[0].grants["iam:PassRole"].at`:  `"a.yaml:4:3-4:6"`,
		`input.having.watched[0].scopable.write`:             `{"arns": [], "count": 12, "names": ["s3:PutObject"], "reach_at": "a.yaml:5:3-5:6"}`,
		`input.having.watched[0].scoped`:                     `false`,
		`input.having.watched[0].document`:                   `{"kind": "", "name": "", "origin": ""}`,
		`[n | some n in input.having.watched[0].principals]`: `[]`,
	} {
		e := &Engine{store: emptyStore()}
		q, err := prepare(ast.NewCompiler(), "found = "+path)
		if err != nil {
			t.Fatal(err)
		}
		value, err := e.run(t.Context(), q, got)
		if err != nil {
			t.Fatalf("%s: %s", path, err)
		}
		if diff := cmp.Diff(want, value.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestEncodeSharesAStatementAmongItsTraits(t *testing.T) {
	having := encoded(t, admin()).Value.(ast.Object).Get(ast.StringTerm("having")).Value.(ast.Object)
	first := func(trait string) *ast.Term {
		return having.Get(ast.StringTerm(trait)).Value.(*ast.Array).Elem(0)
	}
	if first("every_action") != first("statements") {
		t.Error("got two terms for one statement, want one that is shared")
	}
}

// prepare compiles a query that asks for the value of the variable found.
func prepare(compiler *ast.Compiler, text string) (*query, error) {
	body, err := ast.ParseBody(text)
	if err != nil {
		return nil, err
	}
	q := &query{rules: compiler, compiler: compiler.QueryCompiler()}
	q.body, err = q.compiler.Compile(body)
	return q, err
}
