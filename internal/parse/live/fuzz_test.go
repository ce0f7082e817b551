package live_test

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/parse/placetest"
)

// FuzzDetails reads a page of an account: all places are in it, every target has a name, and reading it twice gives the same.
func FuzzDetails(f *testing.F) {
	for _, seed := range []string{
		`{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/app/R","Path":"/app/","AssumeRolePolicyDocument":` + trust + `,"RolePolicyList":[{"PolicyName":"I","PolicyDocument":` + read +
			`}],"AttachedManagedPolicies":[{"PolicyArn":"` + own + `"}],"RoleLastUsed":{"LastUsedDate":"2026-01-01T00:00:00Z"}}],"Policies":[` + customerPolicy(read) + `]}`,
		`{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann","GroupList":["Team"],"PermissionsBoundary":{"PermissionsBoundaryArn":"` + own + `"}}],"IsTruncated":true,"Marker":"m"}`,
		`{"GroupDetailList":[{"Arn":"a:b:c:d:e:group/Team","GroupName":"Team","AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}]}`,
		`{"SummaryMap":{"Users":1,"UsersQuota":5,"AccountMFAEnabled":0,"AccountAccessKeysPresent":1}}`, `{"PasswordPolicy":{"MinimumPasswordLength":6}}`,
		`{"Content":"dXNlcixhcm4KYSxiCg==","ReportFormat":"text/csv"}`, `{"OpenIDConnectProviderList":[{"Arn":"arn:aws:iam::111122223333:oidc-provider/x"}]}`,
		`{"RoleDetailList":[{"Arn":"role/R","AssumeRolePolicyDocument":"%7B%22Statement%22%3A%5B%5D%7D"}]}`, `[{"RoleDetailList":[]},{"LastAccessedDetails":[],"Arn":"x"}]`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 3000 {
			return
		}
		root, err := node.Parse("page.json", []byte(text))
		if err != nil || !live.IsDetails(root) {
			return
		}
		m, notices := live.Details([]*node.Node{root}, &parse.Managed{})
		placetest.Check(t, text, m, notices)
		again, others := live.Details([]*node.Node{root}, &parse.Managed{})
		if len(text)%8 == 0 && (!reflect.DeepEqual(m, again) || !reflect.DeepEqual(notices, others)) {
			t.Errorf("reading it twice gives another model (-first +second):\n%s%s", cmp.Diff(m, again), cmp.Diff(notices, others))
		}
	})
}
