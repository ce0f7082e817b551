package expand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestFormatsAreWrittenAsTheArtifactTakesThem(t *testing.T) {
	for _, c := range []struct {
		name     string
		kind     policy.TargetKind
		accounts []*policy.Account
		want     string
	}{
		{"a template fills in where it is deployed", policy.Role, nil, "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"},
		{"a policy that stands alone fills in nothing", policy.Raw, nil, "arn:aws:dynamodb:REGION:ACCOUNT:table/${TableName}"},
		{"an account is known", policy.Role, []*policy.Account{{ID: "111122223333"}}, "arn:aws:dynamodb:REGION:111122223333:table/${TableName}"},
		{"an account may be read without its number", policy.Role, []*policy.Account{{}}, "arn:aws:dynamodb:REGION:ACCOUNT:table/${TableName}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			s := allow("dynamodb:DeleteTable", "*")
			target := &policy.Target{Name: "Sender", Kind: c.kind, Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}}}
			e.Model(&policy.Model{Targets: []*policy.Target{target}, Accounts: c.accounts})
			for name, got := range map[string][]string{"scopable": s.Scopable.Write.ARNs, "listed": s.Listed["destruction"].ARNs} {
				if diff := cmp.Diff(got, []string{c.want}); diff != "" {
					t.Errorf("%s ARNs (-got +want):\n%s", name, diff)
				}
			}
		})
	}
}
