package expand_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
	"github.com/iamlint/iamlint/rules"
)

// held expands one role that has the documents, each of some statements, and lets the last reach it from elsewhere
// if told so.
func held(t *testing.T, attached bool, documents ...[]*policy.Statement) *policy.Model {
	t.Helper()
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	role := &policy.Target{Name: "Role", Kind: policy.Role}
	m := &policy.Model{Targets: []*policy.Target{role}}
	for i, statements := range documents {
		d := &policy.Document{Kind: policy.Identity, Statements: statements}
		for _, s := range statements {
			s.Document.Kind = policy.Identity
		}
		if attached && i == len(documents)-1 {
			role.Reaching = append(role.Reaching, d)
			m.Targets = append(m.Targets, &policy.Target{Name: "Policy", Kind: policy.ManagedPolicy, Documents: []*policy.Document{d}})
			continue
		}
		role.Documents = append(role.Documents, d)
	}
	e.Model(m)
	return m
}

func allow(action, resource string) *policy.Statement {
	return &policy.Statement{Effect: "Allow", Actions: actions(action), Resources: resources(resource)}
}

func deny(action, resource string) *policy.Statement {
	s := allow(action, resource)
	s.Effect = "Deny"
	return s
}

func TestADenyTakesAway(t *testing.T) {
	for _, c := range []struct {
		name     string
		deny     *policy.Statement
		attached bool
		left     bool
	}{
		{"OnEverything", deny("iam:PassRole", "*"), false, false},
		{"ByAPattern", deny("IAM:Pass*", "*"), false, false},
		{"ByAnAttachedPolicy", deny("iam:*", "*"), true, false},
		{"ByNotAction", &policy.Statement{Effect: "Deny", NotActions: actions("s3:*"), Resources: resources("*")}, false, false},
		{"NotOnOneRole", deny("iam:PassRole", "arn:aws:iam::111122223333:role/admin"), false, true},
		{"NotForAnotherAction", deny("iam:CreateRole", "*"), false, true},
		{"NotWithNotResource", &policy.Statement{Effect: "Deny", Actions: actions("iam:*"), NotResources: resources("arn:aws:iam::111122223333:role/app")}, false, true},
		{"NotUnderACondition", conditional(deny("iam:PassRole", "*")), false, true},
		{"NotInABranchOfTheTemplate", branched(deny("iam:PassRole", "*")), false, true},
		{"NotWhenItCannotBeRead", unresolved(deny("iam:PassRole", "*")), false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := allow("iam:PassRole", "*")
			held(t, c.attached, []*policy.Statement{s}, []*policy.Statement{c.deny})
			if _, got := s.Grants["iam:PassRole"]; got != c.left {
				t.Errorf("got left %t, want %t", got, c.left)
			}
		})
	}
}

func conditional(s *policy.Statement) *policy.Statement {
	s.Conditions = []policy.Condition{{Operator: "Bool", Key: "aws:SecureTransport", Values: []policy.Value{value("false")}}}
	return s
}

func branched(s *policy.Statement) *policy.Statement {
	s.Branch = "IsProd"
	return s
}

func unresolved(s *policy.Statement) *policy.Statement {
	s.Unresolved = true
	return s
}

func TestADenyLeavesOutOfTheLists(t *testing.T) {
	s := &policy.Statement{Effect: "Allow", Actions: actions("s3:GetObject", "sqs:SendMessage"), Resources: resources("*")}
	held(t, false, []*policy.Statement{s, deny("s3:Get*", "arn:aws:s3:::*"), deny("s3:*", "*"), deny("sqs:*", "arn:aws:sqs:us-east-1:111122223333:*")})
	if s.Scopable.Data.Count != 0 || s.Scopable.Write.Count != 1 {
		t.Errorf("got %d reads and %d writes, want none and 1", s.Scopable.Data.Count, s.Scopable.Write.Count)
	}
	if got, ok := s.Listed["data-reads"]; ok {
		t.Errorf("got %v, want nothing listed", got)
	}
}

func TestADenyLeavesNothingOfAnAction(t *testing.T) {
	others := func(actionsBut, resource string) *policy.Statement {
		return &policy.Statement{Effect: "Deny", NotActions: actions(actionsBut), Resources: resources(resource)}
	}
	for _, c := range []struct {
		name   string
		action string
		on     string
		deny   []*policy.Statement
		want   bool
	}{
		{"OnEverything", "iam:*", "*", []*policy.Statement{deny("*", "*")}, true},
		{"OnWhatItIsAllowedOn", "s3:*", "arn:aws:s3:::a/*", []*policy.Statement{deny("s3:*", "arn:aws:s3:::*")}, true},
		{"ByAllButAnother", "iam:*", "*", []*policy.Statement{others("s3:*", "*")}, true},
		{"ByOneForEachResource", "s3:*", "arn:aws:s3:::a arn:aws:s3:::b", []*policy.Statement{deny("s3:*", "arn:aws:s3:::a"), deny("s3:*", "arn:aws:s3:::b")}, true},
		{"NotOnOneOfThem", "s3:*", "arn:aws:s3:::a arn:aws:s3:::b", []*policy.Statement{deny("s3:*", "arn:aws:s3:::a")}, false},
		{"NotByAllButOneOfThem", "iam:*", "*", []*policy.Statement{others("IAM:GetUser", "*")}, false},
		{"NotByPartOfIt", "iam:*", "*", []*policy.Statement{deny("iam:Put*", "*")}, false},
		{"NotUnderACondition", "iam:*", "*", []*policy.Statement{conditional(deny("*", "*"))}, false},
		{"NotOfWhatIsKnownLater", "iam:*", "*", []*policy.Statement{unresolved(deny("*", "*"))}, false},
		{"NotInABranch", "iam:*", "*", []*policy.Statement{branched(deny("*", "*"))}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &policy.Statement{Effect: "Allow", Actions: actions(c.action), Resources: resources(strings.Fields(c.on)...)}
			held(t, false, append([]*policy.Statement{s}, c.deny...))
			if got := s.Actions[0].Denied; got != c.want {
				t.Errorf("got denied %t, want %t", got, c.want)
			}
		})
	}
}

func TestADenyLeavesNothingBesideNotResource(t *testing.T) {
	for _, c := range []struct {
		name string
		deny *policy.Statement
		want bool
	}{
		{"OnEverything", deny("s3:*", "*"), true},
		{"NotOnWhatWasLeftOut", deny("s3:*", "arn:aws:s3:::a/*"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &policy.Statement{Effect: "Allow", Actions: actions("s3:*"), NotResources: resources("arn:aws:s3:::a/*")}
			held(t, false, []*policy.Statement{s, c.deny})
			if got := s.Actions[0].Denied; got != c.want {
				t.Errorf("got denied %t, want %t", got, c.want)
			}
		})
	}
}

func TestListedBeginsWithWhatIsNamedInFull(t *testing.T) {
	s := &policy.Statement{Effect: "Allow", Actions: actions("rds:Delete*", "dynamodb:DeleteTable"), Resources: resources("*")}
	s.Actions[1].At = source.Location{Artifact: "the table"}
	held(t, false, []*policy.Statement{s})
	got := s.Listed["destruction"]
	if got.Named != 1 || got.Count < 2 || got.Names[0] != "dynamodb:DeleteTable" || got.At != s.Actions[1].At {
		t.Errorf("got %+v, want one that is named, the table's, first", got)
	}
}

func TestRetags(t *testing.T) {
	tagged := func() *policy.Statement {
		s := allow("ec2:TerminateInstances", "*")
		s.Conditions = []policy.Condition{{Operator: "StringEquals", Key: "aws:ResourceTag/team", Values: []policy.Value{value("orders")}}}
		return s
	}
	limited := allow("ec2:CreateTags", "*")
	limited.Conditions = []policy.Condition{{Operator: "StringEquals", Key: "ec2:CreateAction", Values: []policy.Value{value("RunInstances")}}}
	for _, c := range []struct {
		name       string
		statements []*policy.Statement
		want       []string
	}{
		{"TagsOfTheSameService", []*policy.Statement{tagged(), allow("ec2:CreateTags", "*")}, []string{"ec2:CreateTags"}},
		{"ByAPattern", []*policy.Statement{tagged(), allow("ec2:*", "*")}, []string{"ec2:CreateTags"}},
		{"TagsOfAnotherService", []*policy.Statement{tagged(), allow("lambda:TagResource", "*")}, nil},
		{"TagsOfOneThing", []*policy.Statement{tagged(), allow("ec2:CreateTags", "arn:aws:ec2:us-east-1:111122223333:instance/i-1")}, nil},
		{"TagsTakenOff", []*policy.Statement{tagged(), allow("ec2:DeleteTags", "*")}, nil},
		{"TagsAsSomethingIsMade", []*policy.Statement{tagged(), limited}, nil},
		{"NothingIsLimitedByTags", []*policy.Statement{allow("ec2:TerminateInstances", "*"), allow("ec2:CreateTags", "*")}, nil},
		{"DeniedAllTheSame", []*policy.Statement{tagged(), allow("ec2:CreateTags", "*"), deny("ec2:CreateTags", "*")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := held(t, false, c.statements)
			var got []string
			for _, r := range c.statements[1].Retags {
				got = append(got, r.Action)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if len(m.Having.Retagging) != len(c.want) {
				t.Errorf("got %d statements filed, want %d", len(m.Having.Retagging), len(c.want))
			}
		})
	}
}

func TestAdministers(t *testing.T) {
	except := func(excluded ...string) *policy.Statement {
		return &policy.Statement{Effect: "Allow", NotActions: actions(excluded...), Resources: resources("*")}
	}
	for _, c := range []struct {
		name       string
		statements []*policy.Statement
		want       bool
	}{
		{"AllButLittle", []*policy.Statement{except("aws-portal:*")}, true},
		{"AllButIAMAndThenIAM", []*policy.Statement{except("iam:*"), allow("iam:*", "*")}, true},
		{"AllButIAM", []*policy.Statement{except("iam:*", "organizations:*")}, false},
		{"AllButIAMByADeny", []*policy.Statement{except("aws-portal:*"), deny("iam:*", "*")}, false},
		{"IAMAlone", []*policy.Statement{allow("iam:*", "*")}, false},
		{"TheStarIsAnotherRules", []*policy.Statement{allow("*", "*")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := held(t, false, c.statements).Targets[0].Documents[0].Administers; got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}

func TestAnyAccount(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"arn:aws:sns:us-east-1:*:orders", true},
		{"arn:aws:iam::*:role/app-*", true},
		{"arn:aws:sns:us-east-1:111122223333:orders", false},
		{"arn:aws:s3:::data/*", false},
		{"arn:aws:iam::*:role/${?Name}", true}, // whatever the name is
		{"arn:aws:sns:*:*:*", false},           // a whole type, of which other rules speak
		{"*", false},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := facts(t, policy.Statement{Resources: resources(c.text)}).Resources[0].AnyAccount; got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}
