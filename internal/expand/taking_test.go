package expand_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// bounded expands a statement of a role with a boundary.
func bounded(t *testing.T, s *policy.Statement, boundary ...*policy.Statement) *policy.Target {
	t.Helper()
	role := &policy.Target{
		Name: "Role", Kind: policy.Role,
		Boundaries: []policy.Attachment{{Value: value("arn:aws:iam::111122223333:policy/bound"), Read: true}},
		Documents:  []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}},
		Reaching:   []*policy.Document{{Kind: policy.Boundary, Statements: boundary}},
	}
	s.Document.Kind = policy.Identity
	for _, b := range boundary {
		b.Document.Kind = policy.Boundary
	}
	return role
}

func written(t *testing.T, role *policy.Target) {
	t.Helper()
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	e.Model(&policy.Model{Targets: []*policy.Target{role}})
}

func TestABoundaryLeavesNothingOfAnAction(t *testing.T) {
	others := func(actionsBut, resource string) *policy.Statement {
		return &policy.Statement{Effect: "Allow", NotActions: actions(actionsBut), Resources: resources(resource)}
	}
	elsewhere := func(action, resourceBut string) *policy.Statement {
		return &policy.Statement{Effect: "Allow", Actions: actions(action), NotResources: resources(resourceBut)}
	}
	for _, c := range []struct {
		name       string
		action, on string
		boundary   []*policy.Statement
		want       bool
	}{
		{"ThatItDoesNotAllow", "iam:*", "*", []*policy.Statement{allow("s3:*", "*")}, true},
		{"ThatItDoesNotAllowThere", "s3:*", "arn:aws:s3:::a/*", []*policy.Statement{allow("s3:*", "arn:aws:s3:::b/*")}, true},
		{"ThatItLeavesOut", "iam:*", "*", []*policy.Statement{others("IAM:*", "*")}, true},
		{"ThatItDoesNotAllowOnThat", "s3:*", "arn:aws:s3:::a/*", []*policy.Statement{elsewhere("s3:*", "arn:aws:s3:::a/*")}, true},
		{"ThatItDenies", "iam:*", "*", []*policy.Statement{allow("*", "*"), deny("iam:*", "*")}, true},
		{"ButNotIfItAllowsEverything", "iam:*", "*", []*policy.Statement{allow("*", "*")}, false},
		{"ButNotIfItAllowsAPart", "iam:*", "*", []*policy.Statement{allow("IAM:Get*", "*")}, false},
		{"ButNotIfItAllowsItOnOne", "s3:*", "*", []*policy.Statement{allow("s3:*", "arn:aws:s3:::b/*")}, false},
		{"ButNotIfItLeavesOutAPart", "iam:*", "*", []*policy.Statement{others("iam:Create*", "*")}, false},
		{"ButNotIfItLeavesOutAnother", "s3:*", "arn:aws:s3:::a/*", []*policy.Statement{elsewhere("s3:*", "arn:aws:s3:::a/b/*")}, false},
		{"ButNotIfAVariableMayStandForIt", "s3:*", "arn:aws:s3:::a/joe/*", []*policy.Statement{allow("s3:*", "arn:aws:s3:::a/${aws:username}/*")}, false},
		{"ButNotIfItsARNIsFilledUp", "sqs:*", "arn:aws:sqs:us-east-1:111122223333:a", []*policy.Statement{allow("sqs:*", "arn:aws:sqs")}, false},
		{"ButNotIfAConditionMayBeMet", "iam:*", "*", []*policy.Statement{conditional(allow("iam:*", "*"))}, false},
		{"ButNotIfItMayBeMore", "iam:*", "*", []*policy.Statement{unresolved(allow("s3:*", "*"))}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := allow(c.action, c.on)
			written(t, bounded(t, s, c.boundary...))
			if got := s.Actions[0].Denied; got != c.want {
				t.Errorf("got denied %t, want %t", got, c.want)
			}
		})
	}
}

func TestABoundaryThatIsNotAtHandLeavesAll(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*policy.Target)
	}{
		{"NotRead", func(r *policy.Target) { r.Boundaries[0].Read = false }},
		{"OneOfTwoIsNotRead", func(r *policy.Target) { r.Boundaries = append(r.Boundaries, policy.Attachment{}) }},
		{"NotOnEveryBranch", func(r *policy.Target) { r.Unbounded = []string{"not IsProd"} }},
		{"NotReadable", func(r *policy.Target) { r.Reaching[0].Unreadable = true }},
		{"NotItsOwn", func(r *policy.Target) { r.Boundaries = nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := allow("iam:*", "*")
			role := bounded(t, s, allow("s3:*", "*"))
			c.spoil(role)
			written(t, role)
			if s.Actions[0].Denied {
				t.Error("got a denied action, want it to stand")
			}
		})
	}
}

func TestABoundaryLeavesOutOfTheLists(t *testing.T) {
	s := &policy.Statement{Effect: "Allow", Actions: actions("iam:PassRole", "s3:GetObject", "sqs:SendMessage"), Resources: resources("*")}
	written(t, bounded(t, s, allow("sqs:*", "arn:aws:sqs:us-east-1:111122223333:*")))
	if s.Scopable.Data.Count != 0 || s.Scopable.Write.Count != 1 {
		t.Errorf("got %d reads and %d writes, want none and 1", s.Scopable.Data.Count, s.Scopable.Write.Count)
	}
	if grant, ok := s.Grants["iam:PassRole"]; ok {
		t.Errorf("got a grant of iam:PassRole %+v, want none", grant)
	}
}

func TestAnRCPIsNotAboutEveryAction(t *testing.T) {
	s, d := allow("iam:*", "*"), deny("*", "*")
	s.Document.Kind, d.Document.Kind = policy.Identity, policy.RCP
	written(t, &policy.Target{
		Name: "Role", Kind: policy.Role,
		Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}},
		Reaching:  []*policy.Document{{Kind: policy.RCP, Statements: []*policy.Statement{d}}},
	})
	if s.Actions[0].Denied {
		t.Error("got a denied action, want it to stand")
	}
}
