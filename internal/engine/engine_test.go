package engine

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// ruleText is a rule of the name given, whose report has the body given.
func ruleText(name, body string) string {
	return `# METADATA
# title: A rule of one's own
# description: It is for tests.
# custom:
#   id: ` + strings.ReplaceAll(name, "_", "-") + `
#   category: hygiene
#   severity: low
#   since: 0.1.0
#   remediation: None.
package iamlint.rules.` + name + `

` + body + "\n"
}

// own is a user's rule set with one rule, mine.
func own(body string) fs.FS {
	return fstest.MapFS{"hygiene/mine/mine.rego": {Data: []byte(ruleText("mine", body))}}
}

func at(line int) source.Location {
	return source.Location{Artifact: "a.yaml", Region: source.Region{
		Start: source.Position{Line: line, Column: 3}, End: source.Position{Line: line, Column: 6},
	}}
}

// admin is a model with one statement that allows everything.
func admin() *policy.Model {
	target := &policy.Subject{Name: "AppRole", Kind: policy.Role, At: at(1)}
	s := &policy.Statement{
		At: at(2), Effect: "Allow", EffectAt: at(2), Target: target,
		Document:  policy.Title{Name: "inline", Kind: policy.Identity},
		Actions:   []policy.Action{{Value: policy.Text("*", at(3)), Wildcard: policy.EveryAction}},
		Resources: []policy.ResourceARN{{Value: policy.Text("*", at(4)), Breadth: policy.Everything}},
		Reach:     policy.Everything, ReachAt: at(4),
		Grants: map[string]*policy.Grant{"iam:PassRole": {At: at(3), Pattern: "*"}},
	}
	return &policy.Model{Artifact: "a.yaml", Having: policy.Having{
		EveryAction: []*policy.Statement{s}, AnyResource: []*policy.Statement{s}, Statements: []*policy.Statement{s},
	}}
}

func only(ids ...string) func(finding.Rule) bool {
	return func(r finding.Rule) bool {
		for _, id := range ids {
			if r.ID == id {
				return true
			}
		}
		return false
	}
}

func mustNew(t testing.TB, options Options) *Engine {
	t.Helper()
	e, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEvaluateFindsWhatARuleReports(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("admin-access")})
	got, err := e.Evaluate(t.Context(), admin())
	if err != nil {
		t.Fatal(err)
	}
	want := []finding.Finding{{
		Rule: "admin-access", Category: "wildcard", Severity: finding.Critical, Target: "AppRole", TargetKind: "role", At: at(3),
		Message: "role AppRole may do everything on every resource: name the actions and resources it needs",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestEvaluateIsSafeForConcurrentUse(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("admin-access")})
	var callers sync.WaitGroup
	for range 8 {
		callers.Go(func() {
			got, err := e.Evaluate(t.Context(), admin())
			if err != nil || len(got) != 1 {
				t.Errorf("got %v and error %v, want one finding", got, err)
			}
		})
	}
	callers.Wait()
}

func TestEvaluateGivesEachRuleItsOwnFindings(t *testing.T) {
	e := mustNew(t, Options{
		Enabled: only("admin-access", "mine"),
		Custom: []fs.FS{own(`import data.iamlint.lib

report contains found if {
	some statement in input.having.every_action
	found := lib.related(
		lib.finding(statement.target, statement.grants["iam:PassRole"].at, "two\nlines"),
		[lib.place(statement.at, "seen here")],
	)
}`)},
	})
	got, err := e.Evaluate(t.Context(), admin())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("got %d findings, want 2: %v", len(got), got)
	}
	want := finding.Finding{
		Rule: "mine", Category: "hygiene", Severity: finding.Low, Target: "AppRole", TargetKind: "role", At: at(3), Message: "two lines",
		Related: []finding.Related{{At: at(2), Message: "seen here"}},
	}
	if diff := cmp.Diff(want, got[1]); diff != "" {
		t.Errorf("the custom rule's finding (-want +got):\n%s", diff)
	}
}

func TestARuleThatFailsIsAnErrorAndLosesNoOtherFinding(t *testing.T) {
	const slow = `letters := split("abcdefghijklmnopqrstuvwxyz", "")

report contains 1 if {
	some a in letters; some b in letters; some c in letters; some d in letters; some e in letters; some f in letters
	concat("", [a, b, c, d, e, f]) == "a"
}`
	cases := []struct{ name, body, want string }{
		{
			"a built-in function that fails", "report contains 1 if {\n\tto_number(input.artifact) == 1\n}",
			"rule mine: hygiene/mine/mine.rego:13: eval_builtin_error: to_number",
		},
		{"two values for one thing", "f := 1 if input.artifact\n\nf := 2 if input.artifact\n\nreport contains f", "produced conflicting values"},
		{"a report of numbers", "report contains 1", "1 is no finding"},
		{"a finding without a place", `report contains {"at": "", "target": "", "kind": "", "message": "", "related": []}`, "has no end"},
		{"a finding without a message", `report contains {"at": "a.yaml:1:1-1:2", "target": "", "kind": "", "mesage": "", "related": []}`, `has no text "message"`},
		{"more than there is time for", slow, "rule mine: the rules of your own took longer than 100ms"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := mustNew(t, Options{Enabled: only("admin-access", "mine"), Custom: []fs.FS{own(c.body)}})
			e.deadline = 100 * time.Millisecond
			got, err := e.Evaluate(t.Context(), admin())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
			if len(got) != 1 || got[0].Rule != "admin-access" {
				t.Errorf("got findings %v, want those of admin-access", got)
			}
		})
	}
}

func TestEvaluateStopsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	e := mustNew(t, Options{Enabled: only("admin-access")})
	if _, err := e.Evaluate(ctx, admin()); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

func TestEvaluateRefusesAModelWithHoles(t *testing.T) {
	m := admin()
	m.Having.EveryAction[0].Target = nil
	e := mustNew(t, Options{Enabled: only("admin-access")})
	if _, err := e.Evaluate(t.Context(), m); err == nil || !strings.Contains(err.Error(), "the model lacks a Subject") {
		t.Errorf("got error %v, want one that says what is missing", err)
	}
}

func TestRulesKnowsDisabledRulesAndAppliedDoesNot(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("admin-access")})
	if len(e.Rules()) < 2 {
		t.Errorf("got %d known rules, want all", len(e.Rules()))
	}
	applied := e.Applied()
	if len(applied) != 1 || applied[0].ID != "admin-access" {
		t.Fatalf("got applied rules %v, want admin-access", applied)
	}
	if applied[0].Bad.Text() == "" || applied[0].Good.Text() == "" || len(applied[0].Links) == 0 {
		t.Errorf("got %+v, want examples and links", applied[0])
	}
}

func TestRulesThatAreOptInAreOffByDefault(t *testing.T) {
	text := strings.Replace(ruleText("mine", "report contains 1"), "#   severity", "#   opt_in: true\n#   severity", 1)
	e := mustNew(t, Options{Custom: []fs.FS{fstest.MapFS{"hygiene/mine/mine.rego": {Data: []byte(text)}}}})
	for _, rule := range e.Applied() {
		if rule.OptIn {
			t.Errorf("got %s applied, want it off", rule.ID)
		}
	}
}

func TestOnlyTargetsHaveAKind(t *testing.T) {
	for kind, want := range map[string]string{"role": "role", "managed-policy": "managed-policy", "root": "root", "access-key": "", "anyone": "", "": ""} {
		if got := targetKind(kind); got != want {
			t.Errorf("%q: got %q, want %q", kind, got, want)
		}
	}
}
