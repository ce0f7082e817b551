package engine

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// wordingOf is what a statement says.
func wordingOf(t *testing.T, s *policy.Statement) (key, *wording) {
	t.Helper()
	shape, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		t.Fatal(err)
	}
	w := &wording{}
	return w.read(shape.byName["having"].shape.byName["statements"].shape.elem, reflect.ValueOf(s), nil), w
}

func TestAWordingIsWhatRulesSeeButPlacesAndTheTarget(t *testing.T) {
	cases := []struct {
		name   string
		change func(*policy.Statement)
		same   bool
	}{
		{"other places", func(s *policy.Statement) { *s = *admin().Having.Statements[0]; move(s, 10) }, true},
		{"another target", func(s *policy.Statement) { s.Target = &policy.Subject{Name: "Other", Kind: policy.Role, At: at(1)} }, true},
		{"a target of another kind", func(s *policy.Statement) { s.Target = &policy.Subject{Name: "AppRole", Kind: policy.User, At: at(1)} }, false},
		{"another text", func(s *policy.Statement) { s.Actions[0].Text = "s3:*" }, false},
		{"another truth", func(s *policy.Statement) { s.Scoped = true }, false},
		{"another number", func(s *policy.Statement) { s.Actions[0].Matches = 3 }, false},
		{"another table", func(s *policy.Statement) {
			s.Grants = map[string]*policy.Grant{"iam:CreateUser": {At: at(3), Pattern: "*"}}
		}, false},
		{"another list", func(s *policy.Statement) { s.Actions = append(s.Actions, s.Actions[0]) }, false},
		{"two places that were one", func(s *policy.Statement) { s.EffectAt = at(9) }, false},
		{"places in another order", func(s *policy.Statement) { s.At, s.Actions[0].At = s.Actions[0].At, s.At }, false},
		{"the name of the target as a text", func(s *policy.Statement) { s.Sid = mark }, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changed := admin().Having.Statements[0]
			c.change(changed)
			first, _ := wordingOf(t, admin().Having.Statements[0])
			if second, _ := wordingOf(t, changed); (first == second) != c.same {
				t.Errorf("got the same wording %t, want %t", first == second, c.same)
			}
		})
	}
}

// move sets each place that the statement of admin has some lines down.
func move(s *policy.Statement, lines int) {
	down := func(l *source.Location) { *l = at(l.Region.Start.Line + lines) }
	for _, l := range []*source.Location{&s.At, &s.EffectAt, &s.Actions[0].At, &s.Resources[0].At, &s.ReachAt} {
		down(l)
	}
	subject, grant := *s.Target, *s.Grants["iam:PassRole"]
	down(&subject.At)
	down(&grant.At)
	s.Target, s.Grants = &subject, map[string]*policy.Grant{"iam:PassRole": &grant}
}

func TestATextThatLooksLikeAMarkStaysAsItIs(t *testing.T) {
	s := admin().Having.Statements[0]
	s.Sid = mark
	one, w := wordingOf(t, s)
	if got := w.named("of " + mark); got != "of "+mark {
		t.Errorf("got %q, want the text untouched", got)
	}
	s.Target.Name = "Other"
	if other, _ := wordingOf(t, s); one == other {
		t.Error("got the same wording for two targets, want two: their names are not left out")
	}
}

// TestWhatIsSaidAgainIsJudgedOnce compares with an engine that judges everything, in two models whose statements say
// the same elsewhere and of somebody else.
func TestWhatIsSaidAgainIsJudgedOnce(t *testing.T) {
	remembering := mustNew(t, Options{})
	for lines, name := range []string{"AppRole", "Other", "Third"} {
		m := admin()
		move(m.Having.Statements[0], 100*lines)
		m.Having.Statements[0].Target.Name = name
		m.Having.Watched, m.Having.AnyResource = m.Having.Statements, m.Having.Statements
		want, err := mustNew(t, Options{Full: true}).Evaluate(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		before := len(remembering.memory.known)
		got, err := remembering.Evaluate(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: findings (-judged anew +remembered):\n%s", name, diff)
		}
		if !strings.Contains(got[0].Message, name) {
			t.Errorf("got message %q, want one with %s", got[0].Message, name)
		}
		if learnt := len(remembering.memory.known) - before; lines > 0 && learnt != 0 {
			t.Errorf("%s: got %d new wordings, want none", name, learnt)
		}
	}
}

// TestWhatAnItemHoldsIsJudgedByThatItem has two roles whose trust policies begin with the same statement, and one of which
// goes on: a rule that looks at a whole policy says something of that one only, though it says it of a statement that is an
// item of its own, and of one wording in both.
func TestWhatAnItemHoldsIsJudgedByThatItem(t *testing.T) {
	m := &policy.Model{Artifact: "a.yaml"}
	trust := func(name string, line int, services ...[]string) {
		d := &policy.Document{Name: "trust", Kind: policy.Trust, At: at(line), Target: &policy.Subject{Name: name, Kind: policy.Role, At: at(line)}}
		for _, together := range services {
			s := &policy.Statement{At: at(line + 1), Effect: "Allow", Target: d.Target, Document: d.Title(), Actions: []policy.Action{{Value: policy.Text("sts:AssumeRole", at(line+2))}}}
			for _, service := range together {
				line++
				s.Principals = append(s.Principals, policy.Principal{Value: policy.Text(service, at(line+2)), Type: "Service", Kind: policy.ServicePrincipal})
			}
			d.Trusting = append(d.Trusting, s)
		}
		m.Having.Documents = append(m.Having.Documents, d)
		m.Having.Trust = append(m.Having.Trust, d.Trusting...)
	}
	two := []string{"lambda.amazonaws.com", "states.amazonaws.com"}
	trust("Busy", 10, two, []string{"glue.amazonaws.com"})
	trust("AppRole", 20, two)
	enabled := only("many-trusted-services", "confused-deputy")
	want, err := mustNew(t, Options{Full: true, Enabled: enabled}).Evaluate(t.Context(), m)
	if err != nil || len(want) != 3 {
		t.Fatalf("got %v, %v, want three findings", want, err)
	}
	got, err := mustNew(t, Options{Enabled: enabled}).Evaluate(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-judged as they stand +by wording):\n%s", diff)
	}
}
