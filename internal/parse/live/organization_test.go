package live_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
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
	want := []string{"role R: P(identity) | NoIAM(scp) Own(rcp)", "document NoIAM: NoIAM(scp)", "document Own: Own(rcp)"}
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

// What an RCP denies is none of what rules see as allowed, where ARNs tell that the resource is the account's.
func TestRCPsTakeOffWhatRulesSee(t *testing.T) {
	for action, want := range map[string]policy.Breadth{"sts:AssumeRole": "", "iam:PassRole": policy.WholeAccount} {
		m, _ := account(t, strings.NewReplacer(`"Action":"*","Resource":"*"`, `"Action":"`+action+`","Resource":"arn:aws:iam::111122223333:role/*"`,
			`"Action":"iam:*"`, `"Action":"ec2:*"`, `"Action":"s3:*"`, `"Action":["sts:Assume*","iam:*"]`, `,"Condition":{"Bool":{"aws:SecureTransport":"false"}}`, "").Replace(organized))
		expander, err := expand.New(rules.FS, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		expander.Model(m)
		var got policy.Breadth
		if grant := m.Targets[0].Documents[0].Statements[0].Grants[action]; grant != nil {
			got = grant.Reach
		}
		if got != want {
			t.Errorf("%s: got a reach of %q, want %q", action, got, want)
		}
	}
}

func TestAPolicyOfTheOrganizationWithoutContentIsTold(t *testing.T) {
	_, notices := account(t, `{"OrganizationPolicies":[{"Id":"p-1","Name":"Lost","Type":"SERVICE_CONTROL_POLICY"}]}`)
	if len(notices) != 1 || !notices[0].Failure {
		t.Errorf("got notices %q", messages(notices))
	}
}

// What some level of the organization does not allow nobody may do, whatever the other levels allow.
func TestEveryLevelOfTheOrganizationHasToAllow(t *testing.T) {
	const list = `{"Id":"p-3","Name":"List","Type":"SERVICE_CONTROL_POLICY","Targets":["ou-1"],"Content":{"Version":"2012-10-17","Statement":[LIST]}},`
	const full = `{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true,"Targets":[LEVELS]},` +
		`{"Id":"p-RCPFullAWSAccess","Name":"RCPFullAWSAccess","Type":"RESOURCE_CONTROL_POLICY","AwsManaged":true,"Targets":["r-1","ou-1","111122223333"]},`
	for _, c := range []struct {
		name, levels, list string
		want               string // the actions that are left
		gaps               int
	}{
		{"a list", `"r-1","111122223333"`, `{"Effect":"Allow","Action":["s3:*","iam:*"],"Resource":"*"}`, "s3:GetObject", 0},
		{"a list beside all", `"r-1","ou-1","111122223333"`, `{"Effect":"Allow","Action":["s3:*","iam:*"],"Resource":"*"}`, "s3:GetObject sqs:SendMessage", 0},
		{"two lists", `"r-1","111122223333"`, `{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"sqs:*","Resource":"*"}`, "s3:GetObject sqs:SendMessage", 0},
		{"a list under a condition", `"r-1"`, `{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}`, "s3:GetObject", 1},
		{"all but a list", `"r-1"`, `{"Effect":"Allow","NotAction":"sqs:*","Resource":"*"}`, "s3:GetObject sqs:SendMessage", 1},
		{"a level that only denies", `"r-1"`, `{"Effect":"Deny","Action":"ec2:*","Resource":"*"}`, "s3:GetObject sqs:SendMessage", 0},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			page := strings.Replace(organized, `{"Id":"p-1"`, strings.Replace(full, "LEVELS", c.levels, 1)+strings.Replace(list, "LIST", c.list, 1)+`{"Id":"p-1"`, 1)
			m, notices := account(t, page)
			if len(notices) > 0 {
				t.Fatalf("notices: %q", messages(notices))
			}
			p := access.Of(m.Targets[0])
			var left []string
			for _, action := range []string{"iam:CreateUser", "s3:GetObject", "sqs:SendMessage"} {
				if len(p.Grants(action)) > 0 {
					left = append(left, action)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(left, " ")); diff != "" || len(p.Gaps) != c.gaps {
				t.Errorf("gaps %v, actions that are left (-want +got):\n%s", p.Gaps, diff)
			}
		})
	}
}

// RCPs take off what principals may do with the account's own resources. Of ARNs that don't tell whose they are, and of keys that
// may be AWS's, it stays open.
func TestRCPsGuardTheResourcesOfTheAccount(t *testing.T) {
	const strangers = `,"Condition":{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-1"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}`
	for _, c := range []struct {
		name, action, resource, condition string
		ask, on                           string
		want                              access.Verdict
		grants, certain                   int
	}{
		{"a queue", "sqs:*", "*", "", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Denied, 0, 0},
		{"another queue", "sqs:*", "arn:aws:sqs:*:*:o*", "", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:mail", access.Allowed, 1, 1},
		{"another account's queue", "sqs:*", "*", "", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:444455556666:orders", access.Denied, 1, 0},
		{"an object of who knows whom", "s3:*", "*", "", "s3:GetObject", "arn:aws:s3:::b/k", access.Conditional, 1, 0},
		{"what has no resource", "s3:*", "*", "", "s3:ListAllMyBuckets", "*", access.Denied, 1, 0},
		{"a key that may be AWS's", "kms:*", "*", "", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/k", access.Denied, 1, 0},
		{"a grant that retires", "kms:*", "*", "", "kms:RetireGrant", "arn:aws:kms:eu-west-1:111122223333:key/k", access.Allowed, 1, 1},
		{"a service without RCPs", "*", "*", "", "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:t", access.Allowed, 1, 1},
		{"every service", "*", "*", "", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Denied, 1, 0},
		{"without encryption", "sqs:*", "*", `,"Condition":{"Bool":{"aws:SecureTransport":"false"}}`, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Conditional, 1, 0},
		{"strangers", "sqs:*", "*", strangers, "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Allowed, 1, 1},
		{"all but those of another organization", "sqs:*", "*", strings.Replace(strangers, "o-1", "o-2", 1), "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Conditional, 1, 0},
		{"those of another organization than the resource", "sqs:*", "*", strings.Replace(strangers, "o-1", "${aws:ResourceOrgID}", 1), "sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", access.Allowed, 1, 1},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			m, notices := account(t, `{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R","RolePolicyList":[{"PolicyName":"P","PolicyDocument":
				{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"`+c.on+`"}]}}]}],
				"OrganizationPolicies":[{"Id":"p-2","Name":"Own","Type":"RESOURCE_CONTROL_POLICY","Organization":"o-1","Content":{"Version":"2012-10-17",
				"Statement":[{"Effect":"Deny","Principal":"*","Action":"`+c.action+`","Resource":"`+c.resource+`"`+c.condition+`}]}}]}`)
			if len(notices) > 0 {
				t.Fatalf("notices: %q", messages(notices))
			}
			p := access.Of(m.Targets[0])
			d := p.Decide(access.Request{Action: c.ask, Resource: c.on, Who: "arn:aws:iam::111122223333:role/R"})
			if d.Verdict != c.want {
				t.Errorf("got %s of %+v, want %s", d.Verdict, d, c.want)
			}
			grants, certain := p.Grants(c.ask), 0
			for _, g := range grants {
				if g.Certain() {
					certain++
				}
			}
			if len(grants) != c.grants || certain != c.certain {
				t.Errorf("got %d grants, %d of them certain, want %d and %d", len(grants), certain, c.grants, c.certain)
			}
			if _, ok := catalog.FindAction(c.ask); !ok {
				t.Errorf("no action %s", c.ask)
			}
		})
	}
}

func TestKeysThatGuardsKnowExist(t *testing.T) {
	for _, key := range []string{"aws:PrincipalAccount", "aws:ResourceAccount", "aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:PrincipalIsAWSService", "aws:SecureTransport"} {
		if _, ok := catalog.FindKey(key); !ok {
			t.Errorf("no condition key %s", key)
		}
	}
}
