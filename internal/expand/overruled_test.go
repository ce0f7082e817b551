package expand_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestOverruled(t *testing.T) {
	const (
		account = "111122223333"
		role    = "arn:aws:iam::111122223333:role/build"
		other   = "arn:aws:iam::444455556666:role/build"
	)
	for _, c := range []struct {
		name  string
		kind  policy.DocumentKind
		allow *policy.Statement
		deny  *policy.Statement
		want  bool
	}{
		{"ByItsAccount", policy.Trust, assuming("AWS", role), denied(assuming("AWS", account)), true},
		{"ByItself", policy.Trust, assuming("AWS", role), denied(assuming("AWS", role)), true},
		{"ByEverybody", policy.Trust, assuming("AWS", other), denied(assuming("*", "*")), true},
		{"ByTheAccountOfAnother", policy.Trust, assuming("AWS", other), denied(assuming("AWS", account)), false},
		{"NotTheWholeAccountByOneRole", policy.Trust, assuming("AWS", account), denied(assuming("AWS", role)), false},
		{"NotAServiceByAllOfAWS", policy.Trust, assuming("Service", "ec2.amazonaws.com"), denied(assuming("AWS", "*")), false},
		{"NotByACondition", policy.Trust, assuming("AWS", role), conditional(denied(assuming("AWS", account))), false},
		{"NotInABranchOfTheTemplate", policy.Trust, assuming("AWS", role), branched(denied(assuming("AWS", account))), false},
		{"NotByAnotherAction", policy.Trust, assuming("AWS", role), &policy.Statement{Effect: "Deny", Actions: actions("sts:TagSession"), Principals: principals("AWS", account)}, false},
		{"OnTheSameObjects", policy.ResourceBased, on(assuming("AWS", role), "arn:aws:s3:::reports/*"), on(denied(assuming("AWS", account)), "*"), true},
		{"NotOnOthers", policy.ResourceBased, on(assuming("AWS", role), "arn:aws:s3:::reports/*"), on(denied(assuming("AWS", account)), "arn:aws:s3:::other/*"), false},
		{"NotByWhoItIsNotAbout", policy.ResourceBased, on(assuming("AWS", role), "*"), on(&policy.Statement{Effect: "Deny", Actions: actions("*"), NotPrincipals: principals("AWS", other)}, "*"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			target := &policy.Target{Name: "Role", Kind: policy.Role}
			for _, s := range []*policy.Statement{c.allow, c.deny} {
				s.Document.Kind, s.Target = c.kind, target.Subject()
			}
			target.Documents = []*policy.Document{{Kind: c.kind, Statements: []*policy.Statement{c.allow, c.deny}}}
			e.Model(&policy.Model{Targets: []*policy.Target{target}})
			if got := c.allow.Overruled; got != c.want {
				t.Errorf("got overruled %t, want %t", got, c.want)
			}
			if c.deny.Overruled {
				t.Error("got an overruled Deny, want it to stand")
			}
		})
	}
}

func principals(kind, text string) []policy.Principal {
	return []policy.Principal{{Value: value(text), Type: kind}}
}

func assuming(kind, text string) *policy.Statement {
	return &policy.Statement{Effect: "Allow", Actions: actions("sts:AssumeRole"), Principals: principals(kind, text)}
}

func denied(s *policy.Statement) *policy.Statement {
	s.Effect = "Deny"
	return s
}

func on(s *policy.Statement, resource string) *policy.Statement {
	s.Resources = resources(resource)
	return s
}
