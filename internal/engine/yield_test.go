package engine

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
)

// Rules that yield to one that does not exist would always speak.
func TestRulesYieldToRulesThatExistAndAreGraver(t *testing.T) {
	e := mustNew(t, Options{Enabled: func(finding.Rule) bool { return true }})
	severity := map[string]finding.Severity{}
	for _, f := range e.applied {
		severity[f.rule.ID] = f.rule.Severity
	}
	for _, f := range e.applied {
		for _, id := range f.yieldsTo {
			if s, ok := severity[id]; !ok || s < f.rule.Severity {
				t.Errorf("%s yields to %s, of severity %v; want a rule that is as grave", f.rule.ID, id, s)
			}
		}
	}
}

func TestAFindingYieldsToAGraverOneOnTheSameWord(t *testing.T) {
	e := &Engine{applied: []*file{{rule: finding.Rule{ID: "mild"}, yieldsTo: []string{"grave"}}, {rule: finding.Rule{ID: "grave"}}}}
	found := []finding.Finding{
		{Rule: "grave", At: at(1), Target: "A"},
		{Rule: "mild", At: at(1), Target: "A"},
		{Rule: "mild", At: at(1), Target: "B"}, // of another
		{Rule: "mild", At: at(2), Target: "A"}, // of another word
		{Rule: "other", At: at(1), Target: "A"},
	}
	want := slices.Delete(slices.Clone(found), 1, 2)
	same := func(a, b finding.Finding) bool { return a.Rule == b.Rule && a.At == b.At && a.Target == b.Target }
	if got := e.yield(found); !slices.EqualFunc(got, want, same) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What AWS wrote nobody can mend in place.
func TestAFindingAboutAnAttachedPolicySaysToAttachAnother(t *testing.T) {
	f := finding.Finding{Message: "role A may do x: write the ARNs", Severity: finding.High, At: at(2), Target: "A"}
	e := mustNew(t, Options{Custom: []fs.FS{}})
	got := e.judgeAttachments(attaching("A", "service-role/AWSThing"), []finding.Finding{f})
	if want := "AWSThing: role A may do x: attach a policy of your own with what it needs instead"; len(got) != 1 || got[0].Message != want {
		t.Errorf("got %v, want %q", got, want)
	}
}
