package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	orgtypes "github.com/aws/aws-sdk-go-v2/service/organizations/types"
	"github.com/google/go-cmp/cmp"
)

// moto is an empty account of a moto_server, to which the environment points for the length of a test.
type moto struct {
	url string
	iam *iam.Client
}

// serveMoto skips the test without a server: "make moto" brings one, and then the tests are required.
func serveMoto(t *testing.T) moto {
	t.Helper()
	m := moto{url: os.Getenv("IAMLINT_MOTO")}
	if m.url == "" {
		if os.Getenv("IAMLINT_REQUIRE_MOTO") != "" {
			t.Fatal("IAMLINT_MOTO does not say where the server is")
		}
		t.Skip(`needs a moto_server: "make moto" runs one`)
	}
	m.authorize(t, "inf") // nobody has to be anybody
	m.post(t, "/moto-api/reset", "")
	t.Cleanup(func() { m.authorize(t, "inf") })
	m.as(t, "seed", "seed")
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": m.translated(t), "AWS_SESSION_TOKEN": "", "AWS_REGION": "us-east-1", "AWS_PROFILE": "",
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	m.iam = iam.NewFromConfig(m.config(t))
	return m
}

// translated is the server behind one that gives refusals in the form that IAM does: moto_server puts them into one more element.
func (m moto) translated(t *testing.T) string {
	t.Helper()
	target, err := url.Parse(m.url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(r *http.Response) error {
		if r.StatusCode != http.StatusForbidden && r.StatusCode != http.StatusUnauthorized {
			return nil
		}
		body, err := io.ReadAll(r.Body)
		text := strings.NewReplacer("<Errors>", "", "</Errors>", "").Replace(string(body))
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		r.Header.Set("Content-Length", strconv.Itoa(len(text)))
		return err
	}
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	return front.URL
}

// config is one that may change things.
func (m moto) config(t *testing.T) aws.Config {
	t.Helper()
	cfg, err := awsconfig.LoadDefaultConfig(t.Context(), awsconfig.WithRegion("us-east-1"),
		awsconfig.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("seed", "seed", "")))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// as makes the audits that follow be somebody's.
func (m moto) as(t *testing.T, id, secret string) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", id)
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
}

// authorize lets so many calls through before signatures and policies count.
func (m moto) authorize(t *testing.T, calls string) {
	t.Helper()
	m.post(t, "/moto-api/reset-auth", calls)
}

func (m moto) post(t *testing.T, path, body string) {
	t.Helper()
	response, err := http.Post(m.url+path, "text/plain", strings.NewReader(body)) //nolint:noctx // also called when the test's context has ended
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // nothing was to be read
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: got %s", path, response.Status)
	}
}

const (
	motoAccount = "123456789012"
	motoTrust   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	motoPass    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}`
	motoBound   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::` + motoAccount + `:role/app/*"}]}`
	motoRead    = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a+b %/ü/*"}]}`
)

// seed fills the account: a role with inline, attached and bounding policies, a user in a group, and an instance profile.
func (m moto) seed(t *testing.T) {
	t.Helper()
	ctx, arn := t.Context(), "arn:aws:iam::"+motoAccount+":policy/"
	var failed error
	must := func(_ any, err error) {
		if failed == nil {
			failed = err
		}
	}
	text := aws.String
	must(m.iam.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: text("Read"), PolicyDocument: text(motoRead)}))
	must(m.iam.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: text("Bound"), PolicyDocument: text(motoBound)}))
	must(m.iam.CreatePolicyVersion(ctx, &iam.CreatePolicyVersionInput{PolicyArn: text(arn + "Read"), PolicyDocument: text(adminPolicy)}))
	must(m.iam.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: text("Worker"), Path: text("/app/"), AssumeRolePolicyDocument: text(motoTrust), PermissionsBoundary: text(arn + "Bound"),
	}))
	must(m.iam.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: text("Worker"), PolicyName: text("Pass"), PolicyDocument: text(motoPass)}))
	must(m.iam.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: text("Worker"), PolicyArn: text(arn + "Read")}))
	must(m.iam.CreateInstanceProfile(ctx, &iam.CreateInstanceProfileInput{InstanceProfileName: text("Box")}))
	must(m.iam.AddRoleToInstanceProfile(ctx, &iam.AddRoleToInstanceProfileInput{InstanceProfileName: text("Box"), RoleName: text("Worker")}))
	must(m.iam.CreateGroup(ctx, &iam.CreateGroupInput{GroupName: text("Team")}))
	must(m.iam.PutGroupPolicy(ctx, &iam.PutGroupPolicyInput{GroupName: text("Team"), PolicyName: text("All"), PolicyDocument: text(adminPolicy)}))
	must(m.iam.CreateUser(ctx, &iam.CreateUserInput{UserName: text("Ann")}))
	must(m.iam.AddUserToGroup(ctx, &iam.AddUserToGroupInput{GroupName: text("Team"), UserName: text("Ann")}))
	if failed != nil {
		t.Fatal(failed)
	}
}

// caller makes a user with a policy and an access key, whom audits are from then on.
func (m moto) caller(t *testing.T, document string) (id, secret string) {
	t.Helper()
	ctx, name := t.Context(), aws.String("auditor")
	_, err := m.iam.CreateUser(ctx, &iam.CreateUserInput{UserName: name})
	if err == nil {
		_, err = m.iam.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: name, PolicyName: aws.String("audit"), PolicyDocument: aws.String(document)})
	}
	if err != nil {
		t.Fatal(err)
	}
	key, err := m.iam.CreateAccessKey(ctx, &iam.CreateAccessKeyInput{UserName: name})
	if err != nil {
		t.Fatal(err)
	}
	return *key.AccessKey.AccessKeyId, *key.AccessKey.SecretAccessKey
}

// audited is what an audit said.
type audited struct {
	code     int
	stderr   string
	findings []string
	notices  []string
}

func runAudit(t *testing.T, args ...string) audited {
	t.Helper()
	code, stdout, stderr := program(t, t.Context(), t.TempDir(), append([]string{"audit", "--format", "json"}, args...)...)
	got := audited{code: code, stderr: stderr}
	if stdout == "" {
		return got
	}
	var report struct {
		Findings []struct{ Rule, Target string }
		Notices  []struct{ Message string }
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v: %s", err, stdout)
	}
	for _, f := range report.Findings {
		got.findings = append(got.findings, f.Rule+" "+f.Target)
	}
	for _, n := range report.Notices {
		got.notices = append(got.notices, n.Message)
	}
	slices.Sort(got.findings)
	return got
}

// judging are rules that look at each kind of thing that an account has.
var judging = []string{"--disable", "all", "--enable", "passrole-wildcard,admin-access,trust-wildcard-action"}

func TestMotoAccountIsAuditedInFull(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	got := runAudit(t, judging...)
	want := audited{
		code:     exitFindings,
		stderr:   "iamlint: account " + motoAccount + ", read as arn:aws:sts::" + motoAccount + ":user/moto\n",
		findings: []string{"admin-access Team", "passrole-wildcard app/Worker"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(audited{})); diff != "" {
		t.Errorf("audit (-want +got):\n%s", diff)
	}
}

func TestMotoAccountThatIsDeniedAtOnceIsReadOneByOne(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	id, secret := m.caller(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:List*","iam:Get*"],"Resource":"*"},
		{"Effect":"Deny","Action":"iam:GetAccountAuthorizationDetails","Resource":"*"}]}`)
	m.as(t, id, secret)
	m.authorize(t, "0")
	got := runAudit(t, judging...)
	if got.code != exitIncomplete || len(got.notices) != 1 || !strings.Contains(got.notices[0], "is read by itself instead") {
		t.Errorf("got code %d, notices %q", got.code, got.notices)
	}
	if diff := cmp.Diff([]string{"admin-access Team", "passrole-wildcard app/Worker"}, got.findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if strings.Contains(got.stderr, secret) {
		t.Error("the secret key was told")
	}
}

func TestMotoTellsWhatTheCallerMayNotRead(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	id, secret := m.caller(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ListRoles","iam:GetRole","iam:ListRolePolicies","iam:GetRolePolicy"],"Resource":"*"}]}`)
	m.as(t, id, secret)
	m.authorize(t, "0")
	got := runAudit(t, judging...)
	if diff := cmp.Diff([]string{"passrole-wildcard app/Worker"}, got.findings); diff != "" || got.code != exitIncomplete {
		t.Errorf("code %d, findings (-want +got):\n%s", got.code, diff)
	}
	all := strings.Join(got.notices, "\n")
	for _, call := range []string{"GetAccountAuthorizationDetails", "ListPolicies", "ListUsers", "ListGroups", "ListAttachedRolePolicies", "GetAccountSummary"} {
		if !strings.Contains(all, "("+call+"): AccessDenied") {
			t.Errorf("no notice tells of %s; got %s", call, all)
		}
	}
}

func TestMotoRefusesCredentials(t *testing.T) {
	m := serveMoto(t)
	id, secret := m.caller(t, motoRead)
	m.authorize(t, "0")
	for _, c := range []struct{ name, id, secret, want string }{
		{"an access key that is nobody's", "AKIAIOSFODNN7EXAMPLE", secret, "AWS does not know the access key"},
		{"another's secret", id, "canary-of-a-wrong-secret", "the secret key does not fit the access key"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			m.as(t, c.id, c.secret)
			got := runAudit(t)
			if got.code != exitIncomplete || !strings.Contains(got.stderr, c.want) || strings.Contains(got.stderr, c.secret) {
				t.Errorf("got code %d, %s", got.code, got.stderr)
			}
		})
	}
}

func TestMotoBoundaryIsRead(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	dir := t.TempDir()
	runAudit(t, "--save", dir)
	content, err := os.ReadFile(dir + "/" + motoAccount + "/roles/app/Worker.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"PermissionsBoundaryArn": "arn:aws:iam::` + motoAccount + `:policy/Bound"`, `"Resource": "*"`, `"InstanceProfileName": "Box"`} {
		if !strings.Contains(string(content), want) {
			t.Errorf("the saved role lacks %s:\n%s", want, content)
		}
	}
}

func TestMotoOrganizationLimitsItsAccounts(t *testing.T) {
	m := serveMoto(t)
	m.seed(t)
	ctx, text := t.Context(), aws.String
	client := organizations.NewFromConfig(m.config(t))
	_, err := client.CreateOrganization(ctx, &organizations.CreateOrganizationInput{FeatureSet: orgtypes.OrganizationFeatureSetAll})
	if err != nil {
		t.Fatal(err)
	}
	roots, err := client.ListRoots(ctx, &organizations.ListRootsInput{})
	if err != nil {
		t.Fatal(err)
	}
	scp, err := client.CreatePolicy(ctx, &organizations.CreatePolicyInput{
		Name: text("Guard"), Description: text(""), Type: orgtypes.PolicyTypeServiceControlPolicy,
		Content: text(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:DeleteObjekt","Resource":"*"}]}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.AttachPolicy(ctx, &organizations.AttachPolicyInput{PolicyId: scp.Policy.PolicySummary.Id, TargetId: roots.Roots[0].Id})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	got := runAudit(t, "--organization", "--save", dir, "--disable", "all", "--enable", "unknown-action")
	if diff := cmp.Diff([]string{"unknown-action Guard"}, got.findings); diff != "" || len(got.notices) > 0 {
		t.Errorf("notices %q, findings (-want +got):\n%s", got.notices, diff)
	}
	content, err := os.ReadFile(dir + "/" + motoAccount + "/account.json")
	if err != nil || !strings.Contains(string(content), `"Name": "FullAWSAccess"`) || !strings.Contains(string(content), *roots.Roots[0].Id) || !strings.Contains(string(content), `"Organization": "o-`) {
		t.Errorf("got %s, %v", content, err)
	}
}
