package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	orgtypes "github.com/aws/aws-sdk-go-v2/service/organizations/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/google/go-cmp/cmp"
)

// organize makes an organization of the account and new ones, and gives their numbers.
func (m moto) organize(t *testing.T, names ...string) (ids []string) {
	t.Helper()
	client := organizations.NewFromConfig(m.config(t))
	if _, err := client.CreateOrganization(t.Context(), &organizations.CreateOrganizationInput{FeatureSet: orgtypes.OrganizationFeatureSetAll}); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		made, err := client.CreateAccount(t.Context(), &organizations.CreateAccountInput{AccountName: aws.String(name), Email: aws.String(name + "@example.com")})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, *made.CreateAccountStatus.AccountId)
	}
	return ids
}

// in is the IAM of another account of the organization.
func (m moto) in(t *testing.T, account string) *iam.Client {
	t.Helper()
	cfg := m.config(t)
	cfg.Credentials = stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), "arn:aws:iam::"+account+":role/OrganizationAccountAccessRole")
	return iam.NewFromConfig(cfg)
}

func TestMotoAllAccountsAreAudited(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	ids := m.organize(t, "first", "second")
	_, err := m.in(t, ids[1]).CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: aws.String("Member"), AssumeRolePolicyDocument: aws.String(motoTrust)})
	if err == nil {
		_, err = m.in(t, ids[1]).PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{RoleName: aws.String("Member"), PolicyName: aws.String("Pass"), PolicyDocument: aws.String(motoPass)})
	}
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	got := runAudit(t, append([]string{"--all-accounts", "--organization", "--save", dir}, judging...)...)
	if diff := cmp.Diff([]string{"admin-access Team", "passrole-wildcard Member", "passrole-wildcard app/Worker"}, got.findings); diff != "" || got.code != exitFindings {
		t.Errorf("code %d, notices %q, findings (-want +got):\n%s", got.code, got.notices, diff)
	}
	for _, id := range append(slices.Clone(ids), motoAccount) {
		if !strings.Contains(got.stderr, "account "+id+", read as arn:aws:sts::"+id+":") {
			t.Errorf("account %s is not named: %s", id, got.stderr)
		}
	}
	saved := runAudit(t, append([]string{"--from", dir}, judging...)...)
	if diff := cmp.Diff(got.findings, saved.findings); diff != "" {
		t.Errorf("findings in what was saved (-read +saved):\n%s", diff)
	}
}
