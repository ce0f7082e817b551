package access_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

// moto is a server that imitates AWS, with an administrator and a user of whom it is asked.
type moto struct {
	*testing.T
	address      string
	admin, guest aws.Credentials
}

// startMoto finds the server that make moto started, makes the two users, and switches its authorization on.
func startMoto(t *testing.T) *moto {
	t.Helper()
	m := &moto{T: t, address: os.Getenv("IAMLINT_MOTO")}
	if m.address == "" {
		t.Skip("no server to compare with: make moto starts one")
	}
	t.Cleanup(func() { m.post("/moto-api/reset-auth", "inf", aws.Credentials{}, "") }) // others ask the server too
	m.post("/moto-api/reset", "", aws.Credentials{}, "")
	m.post("/moto-api/reset-auth", "1000", aws.Credentials{}, "")
	m.admin, m.guest = m.user("admin"), m.user("guest")
	m.putPolicy("admin", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`)
	m.post("/moto-api/reset-auth", "0", aws.Credentials{}, "")
	return m
}

func (m *moto) user(name string) aws.Credentials {
	m.Helper()
	m.iam(url.Values{"Action": {"CreateUser"}, "UserName": {name}})
	var key struct {
		ID     string `xml:"CreateAccessKeyResult>AccessKey>AccessKeyId"`
		Secret string `xml:"CreateAccessKeyResult>AccessKey>SecretAccessKey"`
	}
	body := m.iam(url.Values{"Action": {"CreateAccessKey"}, "UserName": {name}})
	if err := xml.Unmarshal(body, &key); err != nil || key.ID == "" {
		m.Fatalf("make a key of %s: %v\n%s", name, err, body)
	}
	return aws.Credentials{AccessKeyID: key.ID, SecretAccessKey: key.Secret}
}

func (m *moto) putPolicy(user, document string) {
	m.Helper()
	m.iam(url.Values{"Action": {"PutUserPolicy"}, "UserName": {user}, "PolicyName": {"p"}, "PolicyDocument": {document}})
}

func (m *moto) iam(form url.Values) []byte {
	m.Helper()
	form.Set("Version", "2010-05-08")
	status, body := m.post("/", form.Encode(), m.admin, "iam")
	if status != http.StatusOK {
		m.Fatalf("%s: %d\n%s", form.Get("Action"), status, body)
	}
	return body
}

func (m *moto) post(path, body string, who aws.Credentials, service string) (status int, answer []byte) {
	m.Helper()
	return m.send(http.MethodPost, path, body, who, service)
}

// send sends a request, signed unless it is for the server itself.
func (m *moto) send(method, path, body string, who aws.Credentials, service string) (status int, answer []byte) {
	m.Helper()
	request, err := http.NewRequestWithContext(context.WithoutCancel(m.Context()), method, m.address+path, bytes.NewReader([]byte(body)))
	if err != nil {
		m.Fatal(err)
	}
	if service != "" && service != "s3" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	sum := sha256.Sum256([]byte(body))
	hash := hex.EncodeToString(sum[:])
	request.Header.Set("X-Amz-Content-Sha256", hash)
	if service != "" {
		if who.AccessKeyID == "" {
			who = aws.Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: "none"} // before authorization is on
		}
		if err = v4.NewSigner().SignHTTP(m.Context(), who, request, hash, service, "us-east-1", time.Now()); err != nil {
			m.Fatal(err)
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		m.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	answer, err = io.ReadAll(response.Body)
	if err != nil {
		m.Fatal(err)
	}
	return response.StatusCode, answer
}

// ask sends a request as the guest, and tells whether it was let through, whatever came of it.
func (m *moto) ask(action, resource string) access.Verdict {
	m.Helper()
	var status int
	var body []byte
	object, isObject := strings.CutPrefix(resource, "arn:aws:s3:::")
	switch action {
	case "s3:GetObject":
		status, body = m.send(http.MethodGet, "/"+object, "", m.guest, "s3")
	case "s3:PutObject":
		status, body = m.send(http.MethodPut, "/"+object, "x", m.guest, "s3")
	case "s3:DeleteObject":
		status, body = m.send(http.MethodDelete, "/"+object, "", m.guest, "s3")
	case "iam:ListUsers":
		status, body = m.post("/", "Action=ListUsers&Version=2010-05-08", m.guest, "iam")
	case "sns:ListTopics":
		status, body = m.post("/", "Action=ListTopics&Version=2010-03-31", m.guest, "sns")
	default:
		m.Fatalf("no request for %s", action)
	}
	text := string(body)
	switch {
	case status != http.StatusForbidden:
		return access.Allowed
	case strings.Contains(text, "AccessDenied"):
		return access.Denied
	}
	m.Fatalf("%s on %s (an object: %v): %d\n%s", action, resource, isObject, status, text)
	return access.Unknown
}

// TestDecideAgainstMoto asks moto_server for 1,000 requests that it authorizes itself. It knows Action, NotAction,
// Resource and Deny, with * as the only wildcard; what it does not know is in the test below.
func TestDecideAgainstMoto(t *testing.T) {
	m := startMoto(t)
	g := generator{rand.New(rand.NewPCG(7, 8))}
	count := map[access.Verdict]int{}
	for range 100 {
		var list []naive
		for range 1 + g.IntN(3) {
			s := naive{Effect: g.one("Allow", "Allow", "Allow", "Allow", "Deny"), Resource: g.some("*", "*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::*/x", "arn:aws:s3:::a/x", "arn:aws:s3:::*b/x*")}
			actions := g.some("*", "s3:*", "s3:Get*", "s3:PutObject", "s3:*Object", "iam:*", "iam:List*", "sns:ListTopics")
			if g.IntN(4) == 0 {
				s.NotAction = actions
			} else {
				s.Action = actions
			}
			list = append(list, s)
		}
		document := asDocument(t, policy.Identity, list)
		text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": list})
		if err != nil {
			t.Fatal(err)
		}
		m.putPolicy("guest", string(text))
		p := access.Of(&policy.Target{Kind: policy.User, Documents: []*policy.Document{document}})
		for range 10 {
			action, resource := g.one("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "iam:ListUsers", "sns:ListTopics"), "*"
			if strings.HasPrefix(action, "s3:") {
				resource = "arn:aws:s3:::" + g.one("a", "b", "ab") + "/" + g.one("x", "y", "xy")
			}
			got, want := p.Decide(access.Request{Action: action, Resource: resource, Complete: true}).Verdict, m.ask(action, resource)
			count[want]++
			if got != want {
				t.Errorf("%s\n%s on %s: got %s, moto says %s", text, action, resource, got, want)
			}
		}
	}
	t.Logf("%v", count)
	if count[access.Allowed] < 200 || count[access.Denied] < 200 {
		t.Errorf("moto says %v, want a fifth of either", count)
	}
}

// TestWhereMotoDiffers holds what moto does otherwise, with what AWS's documentation says. When one of them begins to
// agree, it may move to the test above.
func TestWhereMotoDiffers(t *testing.T) {
	m := startMoto(t)
	const guide = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	for _, c := range []struct{ name, statement, action, resource, says string }{
		{
			"case of actions", `{"Effect":"Allow","Action":"S3:getobject","Resource":"*"}`, "s3:GetObject", "arn:aws:s3:::a/x",
			guide + "reference_policies_elements_action.html: the prefix and the action name are case insensitive",
		},
		{
			"one character", `{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a/?"}`, "s3:GetObject", "arn:aws:s3:::a/x",
			guide + "reference_policies_elements_resource.html: a question mark represents any single character",
		},
		{
			"NotResource of a Deny", `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::a/x"}`, "s3:GetObject", "arn:aws:s3:::b/x",
			guide + "reference_policies_elements_notresource.html: with Deny, resources that are not listed are denied",
		},
		{
			"NotResource", `{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::a/x"}`, "s3:GetObject", "arn:aws:s3:::a/x",
			guide + "reference_policies_elements_notresource.html: matches every resource except those specified",
		},
		{
			"a Deny whose condition does not hold", `{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"x"}}}`, "s3:GetObject", "arn:aws:s3:::a/x",
			guide + "reference_policies_elements_condition_operators.html: without the key the condition is false, so that the statement does not apply",
		},
		{
			"a variable", `{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::a/${aws:username}"}`, "s3:GetObject", "arn:aws:s3:::a/guest",
			guide + "reference_policies_variables.html: the variable is replaced by the user's name",
		},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			server := &moto{t, m.address, m.admin, m.guest}
			text := `{"Version":"2012-10-17","Statement":[` + c.statement + `]}`
			server.putPolicy("guest", text)
			p := access.Of(&policy.Target{Kind: policy.User, Documents: []*policy.Document{documentOf(t, policy.Identity, text)}})
			ours := p.Decide(access.Request{Action: c.action, Resource: c.resource, Complete: true, Context: map[string][]string{"aws:username": {"guest"}}}).Verdict
			if theirs := server.ask(c.action, c.resource); ours == theirs {
				t.Errorf("both say %s; AWS says: %s", ours, c.says)
			}
		})
	}
}
