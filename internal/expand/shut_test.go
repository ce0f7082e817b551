package expand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestADenyKeepsStrangersOut(t *testing.T) {
	const account = "111122223333"
	organization := asks("StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")
	for _, c := range []struct {
		name  string
		kind  policy.DocumentKind
		allow *policy.Statement
		deny  *policy.Statement
		want  []string
	}{
		{"WhoAreNotOfTheOrganization", policy.Trust, everybody(), denied(everybody(organization)), []string{"aws:PrincipalOrgID"}},
		{"WhoHaveNone", policy.Trust, everybody(), denied(everybody(asks("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-a1b2c3d4e5"))), []string{"aws:PrincipalOrgID"}},
		{"WhoAreNotOfTheNetwork", policy.ResourceBased, on(everybody(), "arn:aws:s3:::site/*"), on(denied(everybody(asks("StringNotLike", "aws:SourceVpce", "vpce-1"))), "*"), []string{"aws:SourceVpce"}},
		{"ButForServices", policy.Trust, everybody(), denied(everybody(organization, asks("BoolIfExists", "aws:PrincipalIsAWSService", "false"))), []string{"aws:PrincipalOrgID", "aws:PrincipalIsAWSService"}},
		{"WhoHaveNoneOfThePaths", policy.Trust, everybody(), denied(everybody(asks("ForAllValues:StringNotLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*"))), []string{"aws:PrincipalOrgPaths"}},
		{"AndTheOtherWayRoundLetsThemIn", policy.Trust, everybody(), denied(everybody(asks("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"))), nil},
		{"ButNotThoseThatHaveNoPathAtAll", policy.Trust, everybody(), denied(everybody(asks("ForAnyValue:StringNotLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/*"))), nil},
		{"ButNotThoseWhoGoThroughAService", policy.Trust, everybody(), denied(everybody(organization, asks("BoolIfExists", "aws:ViaAWSService", "false"))), nil},
		{"ButNotTheAnonymous", policy.Trust, everybody(), denied(everybody(asks("Bool", "aws:PrincipalIsAWSService", "false"))), nil},
		{"ButNotWhereAnyOrganizationWillDo", policy.Trust, everybody(), denied(everybody(asks("StringNotLike", "aws:PrincipalOrgID", "o-*"))), nil},
		{"ButNotThoseWhoUseTLS", policy.Trust, everybody(), denied(everybody(asks("BoolIfExists", "aws:SecureTransport", "false"))), nil},
		{"ButNotFromOtherActions", policy.Trust, everybody(), denied(&policy.Statement{Actions: actions("sts:TagSession"), Principals: principals("*", "*"), Conditions: []policy.Condition{organization}}), nil},
		{"ButNotOnOtherObjects", policy.ResourceBased, on(everybody(), "arn:aws:s3:::site/*"), on(denied(everybody(organization)), "arn:aws:s3:::site/private/*"), nil},
		{"ButNotWhoItIsNotAbout", policy.Trust, everybody(), denied(&policy.Statement{Actions: actions("sts:AssumeRole"), Principals: principals("AWS", account), Conditions: []policy.Condition{organization}}), nil},
		{"ButNotInABranchOfTheTemplate", policy.Trust, everybody(), branched(denied(everybody(organization))), nil},
		{"ButNotWhereItMayBeMore", policy.Trust, everybody(), unresolved(denied(everybody(organization))), nil},
		{"ButNotFromAnIdentityPolicy", policy.Identity, on(everybody(), "*"), on(denied(everybody(organization)), "*"), nil},
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
			if diff := cmp.Diff(c.allow.ClosedBy, c.want); diff != "" {
				t.Errorf("closed by (-got +want):\n%s", diff)
			}
			if got, want := c.allow.Closed, len(c.want) > 0; got != want {
				t.Errorf("got closed %t, want %t", got, want)
			}
		})
	}
}

func everybody(conditions ...policy.Condition) *policy.Statement {
	s := assuming("*", "*")
	s.Conditions = conditions
	return s
}

func asks(operator, key, text string) policy.Condition {
	return policy.Condition{Operator: operator, Key: key, Values: []policy.Value{value(text)}}
}

func TestDeniesKeepStrangersOutTogether(t *testing.T) {
	const objects = "arn:aws:s3:::site/*"
	open := func() *policy.Statement {
		return &policy.Statement{Effect: "Allow", Actions: actions("s3:GetObject", "s3:PutObject"), Principals: principals("*", "*"), Resources: resources(objects)}
	}
	unless := func(action, resource string, conditions ...policy.Condition) *policy.Statement {
		return &policy.Statement{Effect: "Deny", Actions: actions(action), Principals: principals("*", "*"), Resources: resources(resource), Conditions: conditions}
	}
	others := func(kind, text string) *policy.Statement {
		return &policy.Statement{Effect: "Deny", Actions: actions("s3:*"), NotPrincipals: principals(kind, text), Resources: resources("*")}
	}
	organization := asks("StringNotEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")
	network := asks("StringNotEquals", "aws:SourceVpce", "vpce-1")
	for _, c := range []struct {
		name    string
		allow   *policy.Statement
		denials []*policy.Statement
		want    []string
	}{
		{"OneForEachAction", open(), []*policy.Statement{unless("s3:Get*", "*", organization), unless("s3:Put*", objects, network)}, []string{"aws:PrincipalOrgID", "aws:SourceVpce"}},
		{"OneForAllButAnother", open(), []*policy.Statement{{Effect: "Deny", NotActions: actions("s3:ListBucket"), Principals: principals("*", "*"), Resources: resources("*"), Conditions: []policy.Condition{network}}}, []string{"aws:SourceVpce"}},
		{"ButNotFromAnActionWithoutOne", open(), []*policy.Statement{unless("s3:Get*", "*", organization)}, nil},
		{"ButNotFromAnObjectWithoutOne", open(), []*policy.Statement{unless("s3:*", "arn:aws:s3:::site/private/*", organization)}, nil},
		{"WhoAreNotNamed", open(), []*policy.Statement{others("AWS", "arn:aws:iam::111122223333:root")}, []string{"NotPrincipal"}},
		{"ButNotIfEverybodyIs", open(), []*policy.Statement{others("AWS", "*")}, nil},
		{"ButNotIfAConditionIsMetToo", open(), []*policy.Statement{conditional(others("AWS", "arn:aws:iam::111122223333:root"))}, nil},
		{"ButNotWhomTheStatementNames", on(assuming("AWS", "arn:aws:iam::444455556666:root"), "*"), []*policy.Statement{{Effect: "Deny", Actions: actions("*"), NotPrincipals: principals("AWS", "arn:aws:iam::444455556666:root"), Resources: resources("*")}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := append([]*policy.Statement{c.allow}, c.denials...)
			site := &policy.Target{Name: "Site", Kind: policy.Resource, Documents: []*policy.Document{{Kind: policy.ResourceBased, Statements: all}}}
			for _, s := range all {
				s.Document.Kind, s.Target = policy.ResourceBased, site.Subject()
			}
			written(t, site)
			if diff := cmp.Diff(c.allow.ClosedBy, c.want); diff != "" {
				t.Errorf("closed by (-got +want):\n%s", diff)
			}
		})
	}
}
