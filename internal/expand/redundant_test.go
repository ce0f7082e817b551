package expand_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
	"github.com/iamlint/iamlint/rules"
)

// places gives every word of the statements a place of its own.
func places(statements ...*policy.Statement) {
	line := 0
	next := func() source.Location {
		line++
		at := source.Position{Line: line, Column: 1}
		return source.Location{Region: source.Region{Start: at, End: at}}
	}
	for _, s := range statements {
		s.At, s.EffectAt = next(), next()
		for _, list := range [][]policy.Action{s.Actions, s.NotActions} {
			for i := range list {
				list[i].At = next()
			}
		}
		for _, list := range [][]policy.ResourceARN{s.Resources, s.NotResources} {
			for i := range list {
				list[i].At = next()
			}
		}
		for i := range s.Conditions {
			for j := range s.Conditions[i].Values {
				s.Conditions[i].Values[j].At = next()
			}
		}
	}
}

// told expands documents of one role, each a list of statements, and lists
// what is redundant in them as "kind text<by".
func told(t *testing.T, documents ...*policy.Document) []string {
	t.Helper()
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	role := &policy.Target{Name: "App", Kind: policy.Role, Documents: documents}
	var all []*policy.Statement
	for _, d := range documents {
		d.Target = role.Subject()
		if d.Kind == "" {
			d.Kind = policy.Identity
		}
		for _, s := range d.Statements {
			s.Document = d.Title()
			all = append(all, s)
		}
	}
	places(all...)
	e.Model(&policy.Model{Targets: []*policy.Target{role}})
	var said []string
	for i, s := range all {
		for _, r := range s.Redundant {
			said = append(said, fmt.Sprintf("%d %s %s<%s", i, r.Kind, r.Text, r.By))
		}
	}
	return said
}

func document(statements ...*policy.Statement) *policy.Document {
	return &policy.Document{Name: "app", Statements: statements}
}

func statement(effect, acts, res string, conditions ...policy.Condition) *policy.Statement {
	s := &policy.Statement{Effect: effect, Conditions: conditions}
	s.Actions = actions(strings.Fields(acts)...)
	s.Resources = resources(strings.Fields(res)...)
	return s
}

func when(operator, key string, values ...string) policy.Condition {
	c := policy.Condition{Operator: operator, Key: key}
	for _, v := range values {
		c.Values = append(c.Values, value(v))
	}
	return c
}

func onBranch(s *policy.Statement, branch string) *policy.Statement {
	s.Branch = branch
	return s
}

func TestRedundantEntries(t *testing.T) {
	for _, c := range []struct {
		name string
		s    *policy.Statement
		want []string
	}{
		{"AWildcardCoversAnAction", statement("Allow", "s3:Get* s3:GetObject", "*"), []string{"0 action s3:GetObject<s3:Get*"}},
		{"ActionsHaveNoCase", statement("Allow", "s3:getobject S3:GetObject", "*"), []string{"0 action S3:GetObject<s3:getobject"}},
		{"WhatIsNoActionHasWorse", statement("Allow", "s3:Gett s3:Gett", "*"), nil},
		{"OthersMeetOnly", statement("Allow", "s3:Get* s3:*Object", "*"), nil},
		{"AWildcardCoversAResource", statement("Allow", "s3:GetObject", "arn:aws:s3:::a/b arn:aws:s3:::a/*"), []string{"0 resource arn:aws:s3:::a/b<arn:aws:s3:::a/*"}},
		{"ResourcesHaveCase", statement("Allow", "s3:GetObject", "arn:aws:s3:::a/B arn:aws:s3:::a/b"), nil},
		{"OpaqueNamesDiffer", statement("Allow", "s3:GetObject", "arn:aws:s3:::${A}/* arn:aws:s3:::${B}/*"), nil},
		{"TheSameOpaqueName", statement("Allow", "s3:GetObject", "arn:aws:s3:::${A}/x arn:aws:s3:::${A}/*"), []string{"0 resource arn:aws:s3:::${A}/x<arn:aws:s3:::${A}/*"}},
		{"WhatIsNotKnownCoversNothing", statement("Allow", "s3:GetObject", "${?A} ${?A} arn:aws:s3:::${?A}*"), nil},
		{"AValueOfLike", statement("Allow", "s3:GetObject", "*", when("StringLike", "s3:prefix", "a/*", "a/b")), []string{"0 value a/b<a/*"}},
		{"AValueOfEquals", statement("Allow", "s3:GetObject", "*", when("StringEquals", "s3:prefix", "*", "a", "a")), []string{"0 value a<a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(t, document(c.s))); diff != "" {
				t.Errorf("redundant (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRedundantStatements(t *testing.T) {
	secure := when("Bool", "aws:SecureTransport", "true")
	managed := document(statement("Allow", "sqs:*", "*"))
	managed.Origin = policy.FromManaged
	boundary := document(statement("Deny", "sqs:*", "*"))
	boundary.Kind = policy.Boundary
	for _, c := range []struct {
		name      string
		documents []*policy.Document
		want      []string
	}{
		{"AWiderOne", []*policy.Document{document(statement("Allow", "s3:GetObject", "arn:aws:s3:::a/*"), statement("Allow", "s3:*", "*"))}, []string{"0 statement <"}},
		{"OfTwoEqualsTheLater", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), statement("Allow", "s3:GetObject", "*"))}, []string{"1 statement <"}},
		{"InAnotherDocument", []*policy.Document{document(statement("Allow", "s3:GetObject", "*")), document(statement("Allow", "s3:*", "*"))}, []string{"0 statement <"}},
		{"InAManagedPolicy", []*policy.Document{document(statement("Allow", "sqs:SendMessage", "*")), managed}, []string{"0 statement <"}},
		{"NotUnderACondition", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), statement("Allow", "s3:*", "*", secure))}, nil},
		{"UnderTheSameCondition", []*policy.Document{document(statement("Allow", "s3:GetObject", "*", secure), statement("Allow", "s3:*", "*", secure))}, []string{"0 statement <"}},
		{"NotOnOneBranch", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), onBranch(statement("Allow", "s3:*", "*"), "IsTest"))}, nil},
		{"OnTheSameBranch", []*policy.Document{document(onBranch(statement("Allow", "s3:GetObject", "*"), "IsTest"), onBranch(statement("Allow", "s3:*", "*"), "IsTest"))}, []string{"0 statement <"}},
		{"OtherResources", []*policy.Document{document(statement("Allow", "s3:GetObject", "arn:aws:s3:::a/*"), statement("Allow", "s3:*", "arn:aws:s3:::b/*"))}, nil},
		{"ADenyBeforeWhatCoversTheStatement", []*policy.Document{document(statement("Deny", "s3:Get*", "*"), statement("Allow", "s3:GetObject", "arn:aws:s3:::a/*"), statement("Allow", "s3:*", "*"))}, []string{"1 statement <"}},
		{"ADenyAfterWhatCoversTheStatement", []*policy.Document{document(statement("Allow", "s3:*", "*"), statement("Allow", "s3:GetObject", "arn:aws:s3:::a/*"), statement("Deny", "s3:Get*", "*"))}, []string{"1 statement <"}},
		{"ADenyOfAllBut", []*policy.Document{document(
			statement("Allow", "sqs:SendMessage s3:PutObject s3:*", "*"),
			&policy.Statement{Effect: "Deny", NotActions: actions("s3:Get*"), Resources: resources("*")},
		)}, []string{"0 action s3:PutObject<s3:*", "0 dead sqs:SendMessage<everything but s3:Get*", "0 dead s3:PutObject<everything but s3:Get*"}},
		{"ADenyOfAll", []*policy.Document{document(statement("Allow", "s3:GetObject s3:PutObject", "arn:aws:s3:::a/*"), statement("Deny", "s3:Get*", "*"))}, []string{"0 dead s3:GetObject<s3:Get*"}},
		{"ADenyOfAPart", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), statement("Deny", "s3:GetObject", "arn:aws:s3:::a/*"))}, nil},
		{"ADenyUnderACondition", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), statement("Deny", "s3:*", "*", secure))}, nil},
		{"ABoundaryIsNoPolicy", []*policy.Document{document(statement("Allow", "sqs:SendMessage", "*")), boundary}, nil},
		{"OtherActions", []*policy.Document{document(statement("Allow", "s3:GetObject", "*"), statement("Allow", "s3:PutObject", "*"))}, []string{"1 split Action<"}},
		{"OtherResourcesOfTheSame", []*policy.Document{document(statement("Allow", "s3:GetObject", "arn:aws:s3:::a/*"), statement("Allow", "s3:GetObject", "arn:aws:s3:::b/*"))}, []string{"1 split Resource<"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, told(t, c.documents...)); diff != "" {
				t.Errorf("redundant (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTwinsAndComplexity(t *testing.T) {
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	var m policy.Model
	for _, name := range []string{"A", "B", "C"} {
		target := &policy.Target{Name: name, Kind: policy.Role}
		d := document(statement("Allow", "s3:GetObject sqs:SendMessage", "*", when("Bool", "aws:SecureTransport", "true")), statement("Deny", "s3:PutObject", "*"))
		d.Kind, d.Target = policy.Identity, target.Subject()
		target.Documents = []*policy.Document{d}
		m.Targets = append(m.Targets, target)
	}
	e.Model(&m)
	for i, want := range [][]string{{"B", "C"}, nil, nil} {
		d := m.Targets[i].Documents[0]
		if !slices.Equal(d.Twins, want) {
			t.Errorf("twins of %s: got %v, want %v", m.Targets[i].Name, d.Twins, want)
		}
		if d.Complexity != 6 {
			t.Errorf("got complexity %d, want 6: two statements, a second service, a condition, a Deny", d.Complexity)
		}
	}
}

func TestExecutions(t *testing.T) {
	logs := statement("Allow", "logs:CreateLogStream logs:PutLogEvents", "*")
	for _, c := range []struct {
		name         string
		s            *policy.Statement
		managed      []policy.Attachment
		lacks, power []string
	}{
		{"Logs", logs, nil, nil, nil},
		{"NoLogs", statement("Allow", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:a"), nil, []string{"logs:CreateLogStream", "logs:PutLogEvents"}, nil},
		{"ADenyGivesNothing", statement("Deny", "logs:*", "*"), nil, []string{"logs:CreateLogStream", "logs:PutLogEvents"}, nil},
		{"Half", statement("Allow", "logs:Create*", "*"), nil, []string{"logs:PutLogEvents"}, nil},
		{"APolicyThatIsNotAtHand", statement("Allow", "sqs:SendMessage", "*"), []policy.Attachment{{Value: value("${?Policy}")}}, nil, nil},
		{"Everything", statement("Allow", "*", "*"), nil, nil, []string{"*"}},
		{"AService", statement("Allow", "logs:* sqs:*", "arn:aws:sqs:eu-west-1:111122223333:a"), nil, nil, nil},
		{"Roles", statement("Allow", "iam:PassRole logs:*", "*"), nil, nil, []string{"iam:PassRole", "logs:*"}},
		{"UnderACondition", statement("Allow", "*", "*", when("StringEquals", "aws:ResourceTag/a", "b")), nil, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			role := &policy.Target{Name: "Role", Kind: policy.Role, Managed: c.managed}
			d := document(c.s)
			d.Kind, d.Target = policy.Identity, role.Subject()
			c.s.Document = d.Title()
			role.Documents = []*policy.Document{d}
			function := &policy.TemplateResource{Name: "F", Type: "AWS::Lambda::Function", Role: "Role"}
			e.Model(&policy.Model{Targets: []*policy.Target{role}, Resources: []*policy.TemplateResource{function}})
			if len(function.Lacks) != len(c.lacks) || !slices.Equal(function.Lacks, c.lacks) && len(c.lacks) > 0 {
				t.Errorf("got lacks %v, want %v", function.Lacks, c.lacks)
			}
			for _, want := range c.power {
				if !slices.Contains(function.Power.Names, want) {
					t.Errorf("got power %v, want %q in it", function.Power.Names, want)
				}
			}
			if len(c.power) == 0 && function.Power.Count > 0 {
				t.Errorf("got power %v, want none", function.Power.Names)
			}
		})
	}
}
