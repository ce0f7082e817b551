package engine

import (
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/policy"
)

// sieveOf is the sieve of a rule with the body given, read back from its text.
func sieveOf(t *testing.T, body string) *sieve {
	t.Helper()
	module, err := ast.ParseModule("x.rego", "package iamlint.rules.x\n\n"+body+"\n")
	if err != nil {
		t.Fatal(err)
	}
	compiler, err := compile(map[string]*ast.Module{"x.rego": module}, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := newSieveMaker(compiler)
	made := m.sieve(module.Package.Path)
	known := &indexed{Reads: made.reads}
	for i := range made.reports {
		known.Reports = append(known.Reports, textOfReport(&made.reports[i]))
	}
	calls := &callees{text: string(m.texts()), made: map[string]*function{}}
	read, err := calls.sieve(known)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestASieveKeepsBackWhatARuleCannotFind(t *testing.T) {
	const loop = "report contains s if {\n\tsome s in input.having.oidc\n\t"
	cases := []struct {
		name, body string
		want       bool
	}{
		{"a field that is so", `s.effect == "Allow"`, true},
		{"a field that is not so", `s.effect == "Deny"`, false},
		{"a field that is true", `s.closed`, true},
		{"a field that is false", `s.scoped`, false},
		{"a negation", `not s.closed`, false},
		{"a negation that holds", `not s.scoped`, true},
		{"a key of a table", `s.grants["iam:PassRole"].reach == "all"`, true},
		{"a key that is not there", `s.grants["iam:CreateUser"]`, false},
		{"a place", `s.grants["iam:PassRole"].at == s.at`, true},
		{"another place", `s.grants["iam:PassRole"].at == s.effect_at`, false},
		{"some item", "some a in s.actions\n\ta.text == \"s3:Get\"", true},
		{"no item", "some a in s.actions\n\ta.text == \"s3:Put\"", false},
		{"every item", "every a in s.actions {\n\t\tstartswith(a.text, \"s3:\")\n\t}", true},
		{"not every item", "every a in s.actions {\n\t\tendswith(a.text, \"Get\")\n\t}", false},
		{"a set", `s.effect in {"Allow", "Deny"}`, true},
		{"another set", `s.effect in {"Deny", "deny"}`, false},
		{"a collection", `count([a | some a in s.actions; a.text != "s3:Get"]) == 1`, true},
		{"a collection of another size", `count({a.text | some a in s.actions}) > 2`, false},
		{"an index", `s.actions[1].text == "s3:List"`, true},
		{"an index that is not there", `s.actions[2]`, false},
		{"sums", `count(s.actions) * 3 < 6 + 1`, true},
		{"words", `array.reverse(split(s.actions[0].text, ":"))[0] == "Put"`, false},
		{"a sum", `sum([count(a.text) | some a in s.actions]) > 3`, true},
		{"a sum that is too small", `sum([count(a.text) | some a in s.actions]) > 300`, false},
		{"a sum of nothing", `sum([1 | some a in s.actions; a.text == "s3:Put"]) > 0`, false},
		{"a pattern", `regex.replace(s.effect, "l+", "") == "Aow"`, true},
		{"another list", "some t in input.having.trust\n\tt.effect == s.effect", false},
		{"what sieves don't know", `upper(s.effect) == "x"`, true},
		{"a negation of what sieves don't know", `not upper(s.effect) == "x"`, true},
		{"an item of what sieves don't know", `"x" in sort([1, 2])`, true},
		{"an input of another kind", `s.effect == "Deny" with input as {}`, true},
		{"a variable that takes things apart", `[a, _] = s.actions` + "\n\ta.text == 1", true},
		{"false", "x := s.scoped\n\tx == false", true},
	}
	s := &policy.Statement{
		Effect: "Allow", Closed: true, At: at(1), EffectAt: at(2),
		Actions: []policy.Action{{Value: policy.Text("s3:Get", at(1))}, {Value: policy.Text("s3:List", at(2))}},
		Grants:  map[string]*policy.Grant{"iam:PassRole": {At: at(1), Reach: policy.Everything}},
	}
	m := &policy.Model{Having: policy.Having{OIDC: []*policy.Statement{s}}}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			checkSift(t, m, loop+c.body+"\n}", c.want)
		})
	}
	for name, functions := range map[string]string{
		"a function":           "f(s) if s.effect == \"Deny\"",
		"one of two":           "f(s) if s.scoped\n\nf(s) if not s.closed",
		"a value":              "f(s) := false if s.effect == \"Allow\"",
		"what comes instead":   "f(s) if {\n\ts.scoped\n} else := false",
		"a constant parameter": "f(\"x\")",
		"a constant":           "f(s) if s.effect in names\n\nnames := {\"x\"}",
	} {
		t.Run(name, func(t *testing.T) {
			checkSift(t, m, loop+"f(s)\n}\n\n"+functions, false)
		})
	}
}

func checkSift(t *testing.T, m *policy.Model, body string, want bool) {
	t.Helper()
	shape, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		t.Fatal(err)
	}
	by := sieveOf(t, body)
	all := newSelection(&Engine{model: shape, sifted: value{kind: unknown}}, m, nil)
	all.all()
	if got := all.sift(by, newSifter(all.engine, m)) != nil; got != want {
		t.Errorf("got let through %t, want %t by %+v", got, want, by)
	}
}

func TestASieveKnowsWhatARuleReads(t *testing.T) {
	cases := []struct {
		name, body, list string
		reads            []string
	}{
		{"a list", "report contains s if some s in input.having.oidc", "having.oidc", nil},
		{"a list and its indices", "report contains i if some i, _ in input.having.oidc", "", []string{"having.oidc"}},
		{"a list twice", "report contains s if {\n\tsome s in input.having.oidc\n\tsome t in input.having.oidc\n\ts != t\n}", "having.oidc", []string{"having.oidc"}},
		{"another list", "report contains s if {\n\tsome s in input.targets\n\tf\n}\n\nf if input.having.trust[0]", "targets", []string{"having.trust"}},
		{"a field", "report contains s if {\n\tsome s in input.targets\n\tinput.catalogue.stale\n}", "targets", []string{"catalogue"}},
		{"everything", "report contains s if {\n\tsome s in input.targets\n\tcount(input) == 0\n}", "targets", []string{"*"}},
		{"any trait", "report contains s if {\n\tsome s in input.targets\n\tsome t in input.having\n\tt == s\n}", "targets", []string{"*"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := sieveOf(t, c.body)
			if got.reports[0].list != c.list {
				t.Errorf("got list %q, want %q", got.reports[0].list, c.list)
			}
			if diff := cmp.Diff(c.reads, got.reads); diff != "" {
				t.Errorf("reads (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheIndexCanBeRead(t *testing.T) {
	all, err := readIndex(indexText)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(functionsText) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if _, err := readFunction(text, all.calls.function, &scratch{}); err != nil {
			t.Errorf("function %s: %v", name, err)
		}
	}
	for path, rule := range all.rules {
		if s, err := all.calls.sieve(rule); err != nil || len(s.reports) == 0 {
			t.Errorf("rule %s: got sieve %v and error %v, want one", path, s, err)
		}
	}
	if _, err := readIndex("rule x\nsize 3\n"); err == nil {
		t.Error("got no error for an unknown line, want one")
	}
	for _, text := range []string{"", "(", `("x" 1 0 (no))`, `("x" 1 0 (test $x))`, `("x" 1 0 (test (. "a)`, `("x" y 0)`, `("x" 1 0 (= 1.5 2))`} {
		if _, err := readReport(text, all.calls.function, &scratch{}); err == nil {
			t.Errorf("%s: got no error, want one", text)
		}
	}
}

// TestALargeModelIsJudgedInPortions compares with an engine that shows everything to every rule at once.
func TestALargeModelIsJudgedInPortions(t *testing.T) {
	m := &policy.Model{Artifact: "a.yaml"}
	for i := range 2*portion + 20 {
		one := admin().Having.Statements[0]
		one.At, one.Actions[0].At = at(i+1), at(i+1)
		m.Having.Statements = append(m.Having.Statements, one)
		if i%3 > 0 {
			m.Having.EveryAction = append(m.Having.EveryAction, one)
		}
	}
	last := m.Having.Statements[2*portion+10 : 2*portion+12]
	m.Having.AnyResource, m.Having.Watched = last, last
	m.Targets = []*policy.Target{{Name: "AppRole", Kind: policy.Role, At: at(1)}}
	want, err := mustNew(t, Options{Full: true}).Evaluate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) < len(m.Having.EveryAction) {
		t.Fatalf("got %d findings, want one for each of %d statements at least", len(want), len(m.Having.EveryAction))
	}
	got, err := mustNew(t, Options{}).Evaluate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-at once +in portions):\n%s", diff)
	}
}

// TestARuleThatReadsAWholeListIsAskedSeldom has more portions than such a rule is to be asked times, and compares with an
// engine that shows everything at once.
func TestARuleThatReadsAWholeListIsAskedSeldom(t *testing.T) {
	m := &policy.Model{Artifact: "a.yaml"}
	for i := range 20*portion + 20 {
		s := *admin().Having.Statements[0]
		name := "Role" + strconv.Itoa(i)
		s.At, s.Document = at(i+1), policy.Title{Kind: policy.Trust}
		s.Target = &policy.Subject{Name: name, Kind: policy.Role, At: at(i + 1)}
		s.Principals = []policy.Principal{{Value: policy.Text("lambda.amazonaws.com", at(i+1)), Type: "Service", Kind: policy.ServicePrincipal}}
		m.Having.Statements, m.Having.Trust = append(m.Having.Statements, &s), append(m.Having.Trust, &s)
		if i%3 == 0 { // of every third role
			passing := *admin().Having.Statements[0]
			grant := policy.Grant{At: at(i + 1), Pattern: "iam:PassRole", Reach: policy.Exact}
			passing.At, passing.Resources = at(i+1), []policy.ResourceARN{{Value: policy.Text("arn:aws:iam::111122223333:role/"+name, at(i+1)), Breadth: policy.Exact}}
			passing.Grants = map[string]*policy.Grant{"iam:PassRole": &grant}
			m.Having.Statements, m.Having.Watched = append(m.Having.Statements, &passing), append(m.Having.Watched, &passing)
		}
	}
	enabled := only("passrole-any-service")
	want, err := mustNew(t, Options{Full: true, Enabled: enabled}).Evaluate(t.Context(), m)
	if err != nil || len(want) < len(m.Having.Watched) {
		t.Fatalf("got %d findings, %v, want one for each of %d statements", len(want), err, len(m.Having.Watched))
	}
	e := mustNew(t, Options{Enabled: enabled})
	got, err := e.Evaluate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-at once +in portions):\n%s", diff)
	}
	s := newSelection(e, m, e.others)
	s.all()
	if err := e.ask(s); err != nil || len(s.questions) != 1 {
		t.Fatalf("got %d questions, %v, want the one", len(s.questions), err)
	}
	if err := s.prepare(s.questions); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for i := range s.divide(s.questions) {
		if s.input(&s.questions[0], i, s.encoder) != nil {
			asked++
		}
	}
	if asked < 2 || asked > mostTimes {
		t.Errorf("the rule was asked %d times, want several, at most %d", asked, mostTimes)
	}
}
