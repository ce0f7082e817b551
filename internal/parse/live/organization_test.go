package live_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

const organized = `{"ReadAt":"2026-06-01T00:00:00Z",
	"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R","RolePolicyList":[{"PolicyName":"P","PolicyDocument":
		{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}],
	"OrganizationPolicies":[
		{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true,"Content":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}},
		{"Id":"p-1","Name":"NoIAM","Type":"SERVICE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}},
		{"Id":"p-2","Name":"Own","Type":"RESOURCE_CONTROL_POLICY","Content":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}]}`

func TestPoliciesOfTheOrganization(t *testing.T) {
	m, notices := account(t, organized)
	if len(notices) > 0 {
		t.Errorf("notices: %q", messages(notices))
	}
	want := []string{"role R: P(identity) | NoIAM(scp)", "document NoIAM: NoIAM(scp)", "document Own: Own(rcp)"}
	if diff := cmp.Diff(want, lines(m)); diff != "" {
		t.Errorf("targets (-want +got):\n%s", diff)
	}
	p := access.Of(m.Targets[0])
	if got := p.Grants("iam:CreateUser"); len(got) != 0 {
		t.Errorf("got %d grants of what the SCP denies", len(got))
	}
	if got := p.Grants("s3:GetObject"); len(got) != 1 || len(p.Gaps) > 0 {
		t.Errorf("got %d grants of what it does not, gaps %v", len(got), p.Gaps)
	}
}

// SCPs don't limit the management account.
func TestPoliciesOfTheOrganizationDoNotLimitItsManagement(t *testing.T) {
	m, _ := account(t, strings.ReplaceAll(organized, `"Id":"p-1"`, `"Exempt":true,"Id":"p-1"`))
	if got := access.Of(m.Targets[0]).Grants("iam:CreateUser"); len(got) != 1 {
		t.Errorf("got %d grants, want one", len(got))
	}
}

func TestAnSCPThatDeniesAllLeavesNoAdministrator(t *testing.T) {
	for action, want := range map[string]bool{"*": false, "iam:*": true} {
		m, _ := account(t, strings.ReplaceAll(organized, `"iam:*"`, `"`+action+`"`))
		expander, err := expand.New(rules.FS, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		expander.Model(m)
		for _, r := range m.Records {
			if r.Kind == policy.Role && r.Administers != want {
				t.Errorf("%s denied: administers is %t", action, r.Administers)
			}
		}
	}
}

func TestAPolicyOfTheOrganizationWithoutContentIsTold(t *testing.T) {
	_, notices := account(t, `{"OrganizationPolicies":[{"Id":"p-1","Name":"Lost","Type":"SERVICE_CONTROL_POLICY"}]}`)
	if len(notices) != 1 || !notices[0].Failure {
		t.Errorf("got notices %q", messages(notices))
	}
}
