// Package livetest stands in for AWS in tests: a server that speaks as much of
// IAM's query protocol as an audit needs, in the weather that the real one has and
// that cannot be had on demand.
package livetest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// Account is what the server has: so many roles, users and managed policies, each
// role with an inline policy and a managed one. The first role was made by the stack called stack, of its resource App.
type Account struct {
	Roles, Users, Policies int

	Single bool // things can be asked for one by one; there is one of each, named single
}

// Weather is what goes wrong.
type Weather struct {
	PageSize     int           // entries of a page; 0 for all on one
	Throttled    int           // of every so many calls one is refused as too many; 0 for none
	Broken       int           // of every so many calls one is answered with a 500; 0 for none
	Denied       string        // an operation that the caller may not call
	DeniedToo    string        // another one
	RepeatMarker bool          // every page has the same marker
	NoMarker     bool          // pages say that more follow, and not where
	Fewer        bool          // the pages hold one role less than the account
	Error        string        // the code of the error that every call is answered with
	Silent       string        // an operation that is never answered
	Slow         time.Duration // how long each answer takes
	Plain        bool          // documents are not percent-encoded
	Only         string        // the account in which Error, Denied and Silent happen; "" for all
}

// Number is the account's number.
const Number = "111122223333"

// Serve starts a server for the length of a test, and points the SDK at it through
// the environment, with credentials that only it knows. It returns what was called.
func Serve(t *testing.T, a Account, w Weather) (called func() []string) {
	t.Helper()
	return serve(t, &server{account: a, weather: w, asked: map[string]int{}})
}

func serve(t *testing.T, s *server) (called func() []string) {
	t.Helper()
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": h.URL, "AWS_ACCESS_KEY_ID": "AKIDOFTHETEST", "AWS_SECRET_ACCESS_KEY": Secret, "AWS_SESSION_TOKEN": Token,
		"AWS_REGION": "us-east-1", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_PROFILE": "", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	return s.calls
}

// The credentials of Serve, which must never be seen in any output.
const (
	Secret = "canary-of-a-secret-key"
	Token  = "canary-of-a-session-token"
)

type server struct {
	account      Account
	weather      Weather
	organization Organization

	mu     sync.Mutex
	called []string
	asked  map[string]int // how often each report was asked for
}

func (s *server) calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.called...)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	action, number := asked(r)
	call := action
	if len(s.organization.Members) > 0 {
		call = number + " " + action
	}
	s.mu.Lock()
	s.called = append(s.called, call)
	n := len(s.called)
	s.mu.Unlock()
	here := s.weather.Only == "" || s.weather.Only == number
	every := func(k int) bool { return k > 0 && n%k == 0 }
	time.Sleep(s.weather.Slow)
	switch {
	case here && action == s.weather.Silent:
		<-r.Context().Done()
	case here && s.weather.Error != "":
		refuse(w, http.StatusForbidden, s.weather.Error, "The request can't be served")
	case every(s.weather.Broken):
		http.Error(w, "<html>oops</html>", http.StatusInternalServerError)
	case every(s.weather.Throttled):
		refuse(w, http.StatusBadRequest, "Throttling", "Rate exceeded")
	case here && (action == s.weather.Denied || action == s.weather.DeniedToo):
		refuse(w, http.StatusForbidden, "AccessDenied", "User is not authorized to perform: iam:"+action)
	case action == "GetCallerIdentity":
		fmt.Fprintf(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::%s:user/auditor</Arn><UserId>AIDA</UserId><Account>%[1]s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`, number)
	case strings.HasPrefix(action, "AWSOrganizations"):
		s.organizations(w, r, action)
	case action == "AssumeRole":
		s.assume(w, r.Form.Get("RoleArn"))
	case action == "GetAccountSummary":
		s.summary(w)
	case action == "GetAccountAuthorizationDetails":
		s.details(w, number, r.Form.Get("Marker"))
	case strings.Contains(action, "LastAccessed"), strings.Contains(action, "CredentialReport"), answers[action] != "":
		s.evidence(w, number, action, r.Form)
	case s.account.Single && s.single(w, action):
	default:
		refuse(w, http.StatusBadRequest, "InvalidAction", "Could not find operation "+action)
	}
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, `<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>`, code, message)
}

func (s *server) summary(w http.ResponseWriter) {
	a := s.account
	fmt.Fprintf(w, `<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap>`+
		`<entry><key>Roles</key><value>%d</value></entry><entry><key>Users</key><value>%d</value></entry>`+
		`<entry><key>Groups</key><value>0</value></entry><entry><key>Policies</key><value>%d</value></entry>`+
		`</SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>`, a.Roles, a.Users, a.Policies)
}

// details answers one page: users, then roles, then policies, as they come.
func (s *server) details(w http.ResponseWriter, number, marker string) {
	a := s.account
	roles := a.Roles
	if s.weather.Fewer {
		roles--
	}
	total := a.Users + roles + a.Policies
	size := s.weather.PageSize
	if size == 0 {
		size = max(total, 1)
	}
	var start int
	if marker != "" {
		if _, err := fmt.Sscanf(marker, "after-%d", &start); err != nil {
			refuse(w, http.StatusBadRequest, "ValidationError", "Invalid marker")
			return
		}
	}
	var users, details, policies strings.Builder
	end := min(start+size, total)
	for i := start; i < end; i++ {
		switch {
		case i < a.Users:
			fmt.Fprintf(&users, `<member><Path>/</Path><UserName>user-%d</UserName><UserId>AIDA%[1]d</UserId><Arn>arn:aws:iam::%s:user/user-%[1]d</Arn></member>`, i, number)
		case i < a.Users+roles:
			s.role(&details, number, i-a.Users)
		default:
			s.policy(&policies, number, i-a.Users-roles)
		}
	}
	fmt.Fprintf(w, `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>`+
		`<UserDetailList>%s</UserDetailList><RoleDetailList>%s</RoleDetailList><Policies>%s</Policies>%s`+
		`</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`, users.String(), details.String(), policies.String(), s.next(end, total))
}

func (s *server) next(end, total int) string {
	switch {
	case s.weather.RepeatMarker:
		return "<IsTruncated>true</IsTruncated><Marker>after-0</Marker>"
	case end >= total:
		return "<IsTruncated>false</IsTruncated>"
	case s.weather.NoMarker:
		return "<IsTruncated>true</IsTruncated>"
	}
	return fmt.Sprintf("<IsTruncated>true</IsTruncated><Marker>after-%d</Marker>", end)
}

func (s *server) role(b *strings.Builder, number string, i int) {
	trust := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	inline := fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket+%d/*"}]}`, i)
	if i%10 == 0 {
		inline = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}`
	}
	fmt.Fprintf(b, `<member><Path>/</Path><RoleName>role-%d</RoleName><RoleId>AROA%[1]d</RoleId><Arn>arn:aws:iam::%s:role/role-%[1]d</Arn>`+
		`<AssumeRolePolicyDocument>%[3]s</AssumeRolePolicyDocument>`+
		`<RolePolicyList><member><PolicyName>inline</PolicyName><PolicyDocument>%[4]s</PolicyDocument></member></RolePolicyList>`,
		i, number, s.encoded(trust), s.encoded(inline))
	if s.account.Policies > 0 {
		fmt.Fprintf(b, `<AttachedManagedPolicies><member><PolicyName>policy-%d</PolicyName><PolicyArn>arn:aws:iam::%s:policy/policy-%[1]d</PolicyArn></member></AttachedManagedPolicies>`, i%s.account.Policies, number)
	}
	if i == 0 {
		b.WriteString(`<Tags><member><Key>aws:cloudformation:stack-name</Key><Value>stack</Value></member><member><Key>aws:cloudformation:logical-id</Key><Value>App</Value></member></Tags>`)
	}
	b.WriteString(`</member>`)
}

func (s *server) policy(b *strings.Builder, number string, i int) {
	document := fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:%s:queue-%d"}]}`, number, i)
	fmt.Fprintf(b, `<member><PolicyName>policy-%d</PolicyName><Arn>arn:aws:iam::%s:policy/policy-%[1]d</Arn><Path>/</Path><DefaultVersionId>v1</DefaultVersionId>`+
		`<AttachmentCount>1</AttachmentCount><PolicyVersionList><member><Document>%[3]s</Document><VersionId>v1</VersionId><IsDefaultVersion>true</IsDefaultVersion></member></PolicyVersionList></member>`,
		i, number, s.encoded(document))
}

func (s *server) encoded(document string) string {
	if s.weather.Plain {
		return strings.ReplaceAll(document, `"`, "&quot;")
	}
	return strings.ReplaceAll(url.QueryEscape(document), "+", "%20") // as RFC 3986 has it
}
