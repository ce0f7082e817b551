package engine

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// twenty is a model of twenty statements, ten actions each.
func twenty() *policy.Model {
	m := &policy.Model{Artifact: "bench.yaml"}
	for i := range 20 {
		target := &policy.Subject{Name: fmt.Sprintf("Role%d", i), Kind: policy.Role, At: at(i)}
		s := &policy.Statement{
			At: at(i), Effect: "Allow", EffectAt: at(i), Target: target,
			Document:  policy.Title{Name: "inline", Kind: policy.Identity},
			Resources: []policy.ResourceARN{{Value: policy.Text("*", at(i)), Breadth: policy.Everything}},
			Reach:     policy.Everything, ReachAt: at(i), Grants: map[string]*policy.Grant{},
		}
		for j := range 10 {
			name := fmt.Sprintf("s3:Action%d", j)
			s.Actions = append(s.Actions, policy.Action{
				Value: policy.Text(name, at(i)), Wildcard: policy.NoWildcard, Service: "s3", Status: policy.ActionKnown,
				Matches: 1, Level: "read", Names: []string{name},
			})
			s.Grants[name] = &policy.Grant{At: at(i), Pattern: name}
		}
		m.Having.AnyResource = append(m.Having.AnyResource, s)
		m.Having.Watched = append(m.Having.Watched, s)
		m.Having.Statements = append(m.Having.Statements, s)
	}
	m.Having.EveryAction = admin().Having.EveryAction
	return m
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		mustNew(b, Options{})
	}
}

// eighty is a rule set as large as ours may become, made of copies of one rule.
func eighty(b *testing.B) fs.FS {
	b.Helper()
	text, err := fs.ReadFile(rules.FS, "wildcard/admin_access/admin_access.rego")
	if err != nil {
		b.Fatal(err)
	}
	set := fstest.MapFS{}
	for _, name := range []string{"main.rego", "lib/lib.rego"} {
		shared, err := fs.ReadFile(rules.FS, name)
		if err != nil {
			b.Fatal(err)
		}
		set[name] = &fstest.MapFile{Data: shared}
	}
	for i := range 80 {
		name := fmt.Sprintf("rule_%d", i)
		id := strings.ReplaceAll(name, "_", "-")
		copied := strings.NewReplacer("admin_access", name, "admin-access", id).Replace(string(text))
		set["wildcard/"+name+"/"+name+".rego"] = &fstest.MapFile{Data: []byte(copied)}
	}
	return set
}

func BenchmarkNewFullOfEightyRules(b *testing.B) {
	set := eighty(b)
	b.ReportAllocs()
	for b.Loop() {
		mustNew(b, Options{BuiltIn: set, Full: true})
	}
}

func BenchmarkNewFull(b *testing.B) {
	for b.Loop() {
		mustNew(b, Options{Full: true})
	}
}

// BenchmarkFirst is what a run over one file pays for rules.
func BenchmarkFirst(b *testing.B) {
	m := twenty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mustNew(b, Options{}).Evaluate(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	e, m := mustNew(b, Options{}), twenty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.model.encode(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	e, m := mustNew(b, Options{}), twenty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Evaluate(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}
