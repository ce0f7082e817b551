package expand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
)

// there is a statement of a resource, or of an arm of Fn::If, that is there on a branch of the template only: so is all in it.
func there(branch string, s *policy.Statement) *policy.Statement {
	s.Branch = branch
	for i := range s.Actions {
		s.Actions[i].Branch = branch
	}
	for i := range s.Principals {
		s.Principals[i].Branch = branch
	}
	for i := range s.Resources {
		s.Resources[i].Branch = branch
	}
	for i := range s.Conditions {
		s.Conditions[i].Branch = branch
	}
	return s
}

func TestADenyOnABranch(t *testing.T) {
	for _, c := range []struct {
		name, allow, deny string
		want              bool // the Deny leaves nothing
	}{
		{"TakesAwayOnThatBranch", "IsProd", "IsProd", true},
		{"TakesAwayOnABranchOfThatBranch", "IsProd and not IsTest", "IsProd", true},
		{"TakesAwayOnTheSameBranchInOtherWords", "IsProd and not IsTest", "not IsTest and IsProd", true},
		{"LeavesTheOtherBranch", "not IsProd", "IsProd", false},
		{"LeavesTheRestOfTheBranch", "IsProd", "IsProd and IsTest", false},
		{"LeavesWhatIsAlwaysThere", "", "IsProd", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			identity := there(c.allow, allow("iam:PassRole", "*"))
			held(t, false, []*policy.Statement{identity, there(c.deny, deny("iam:PassRole", "*"))})
			if _, left := identity.Grants["iam:PassRole"]; left == c.want || identity.Actions[0].Denied != c.want {
				t.Errorf("of an identity: got left %t and denied %t, want %t", left, identity.Actions[0].Denied, c.want)
			}
			trust := there(c.allow, assuming("AWS", "111122223333"))
			trusted(t, trust, there(c.deny, denied(assuming("AWS", "111122223333"))))
			if trust.Overruled != c.want {
				t.Errorf("of a trust policy: got overruled %t, want %t", trust.Overruled, c.want)
			}
		})
	}
}

func TestDeniesOnBranchesKeepStrangersOut(t *testing.T) {
	organization := asks("StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")
	for _, c := range []struct {
		name  string
		allow string
		deny  []string
		want  []string
	}{
		{"OnTheirBranch", "IsProd", []string{"IsProd"}, []string{"aws:PrincipalOrgID"}},
		{"OnEitherBranch", "", []string{"IsProd", "not IsProd"}, []string{"aws:PrincipalOrgID"}},
		{"OnEachOfThree", "", []string{"not A", "A and B", "A and not B"}, []string{"aws:PrincipalOrgID"}},
		{"OnWhatIsLeftOfABranch", "A", []string{"A and B", "not B"}, []string{"aws:PrincipalOrgID"}},
		{"ButNotOnTheOther", "", []string{"IsProd"}, nil},
		{"ButNotOnTheThird", "", []string{"not A", "A and B"}, nil},
		{"ButNotWhereNoneIsThere", "not A", []string{"A"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := there(c.allow, everybody())
			var denials []*policy.Statement
			for _, branch := range c.deny {
				denials = append(denials, there(branch, denied(everybody(organization))))
			}
			trusted(t, s, denials...)
			if diff := cmp.Diff(c.want, s.ClosedBy); diff != "" {
				t.Errorf("closed by (-want +got):\n%s", diff)
			}
		})
	}
}

// trusted writes the facts of a trust policy with these statements.
func trusted(t *testing.T, s *policy.Statement, others ...*policy.Statement) {
	t.Helper()
	target := &policy.Target{Name: "Role", Kind: policy.Role}
	all := append([]*policy.Statement{s}, others...)
	for _, s := range all {
		s.Document.Kind, s.Target = policy.Trust, target.Subject()
	}
	target.Documents = []*policy.Document{{Kind: policy.Trust, Statements: all}}
	written(t, target)
}
