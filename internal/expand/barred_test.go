package expand_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

func TestTheActionsOfAnAdministratorExist(t *testing.T) {
	for _, name := range policy.Administration() {
		if _, ok := catalog.FindAction(name); !ok {
			t.Errorf("the catalogue has no %s", name)
		}
	}
}

func TestABoundaryTakesFromAnAdministrator(t *testing.T) {
	but := func(name string) []string {
		return slices.DeleteFunc(policy.Administration(), func(other string) bool { return other == name })
	}
	for _, c := range []struct {
		name     string
		boundary []*policy.Statement
		want     []string
	}{
		{"Nothing", []*policy.Statement{allow("*", "*")}, nil},
		{"AllThatItDoesNotAllow", []*policy.Statement{allow("s3:*", "*")}, but("s3:DeleteBucket")},
		{"WhatItDenies", []*policy.Statement{allow("*", "*"), deny("iam:Create*", "*")}, []string{"iam:CreateUser"}},
		{"WhatItAllowsElsewhereOnly", []*policy.Statement{allow("*", "arn:aws:s3:::b")}, but("s3:DeleteBucket")},
		{"ButNotWhatItDeniesOnSome", []*policy.Statement{allow("*", "*"), deny("iam:PutRolePolicy", "arn:aws:iam::*:role/a*")}, nil},
		{"ButNotWhatItAllowsOnOne", []*policy.Statement{allow("*", "*"), allow("kms:*", "arn:aws:kms:us-east-1:111122223333:key/a")}, nil},
		{"ButNotWhatIsAllowedUnderACondition", []*policy.Statement{conditional(allow("*", "*"))}, nil},
		{"ButNotWhatIsDeniedUnderACondition", []*policy.Statement{allow("*", "*"), conditional(deny("iam:*", "*"))}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := allow("*", "*")
			s.Target = &policy.Subject{}
			role := bounded(t, s, c.boundary...)
			role.Documents[0].Target = &policy.Subject{}
			written(t, role)
			for where, got := range map[string][]string{"target": role.Barred, "document": role.Documents[0].Target.Barred, "statement": s.Target.Barred} {
				if diff := cmp.Diff(append([]string{}, c.want...), append([]string{}, got...)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", where, diff)
				}
			}
		})
	}
}

func TestABoundaryThatIsNotAtHandTakesNothingFromAnAdministrator(t *testing.T) {
	role := bounded(t, allow("*", "*"), allow("s3:*", "*"))
	role.Boundaries[0].Read = false
	written(t, role)
	if len(role.Barred) > 0 {
		t.Errorf("got %q", role.Barred)
	}
}

func TestADenyOfThePoliciesIsNotTheBoundarys(t *testing.T) {
	role := bounded(t, allow("*", "*"), allow("*", "*"))
	taken := deny("iam:*", "*")
	taken.Document.Kind = policy.Identity
	role.Documents[0].Statements = append(role.Documents[0].Statements, taken)
	written(t, role)
	if len(role.Barred) > 0 {
		t.Errorf("got %q", role.Barred)
	}
}
