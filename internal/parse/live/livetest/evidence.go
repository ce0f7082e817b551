package livetest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// answers are those that are always the same.
var answers = map[string]string{
	"GetAccountPasswordPolicy":   "<PasswordPolicy><MinimumPasswordLength>8</MinimumPasswordLength></PasswordPolicy>",
	"ListOpenIDConnectProviders": "<OpenIDConnectProviderList><member><Arn>arn:aws:iam::NUMBER:oidc-provider/example.com</Arn></member></OpenIDConnectProviderList>",
	"ListSAMLProviders":          "<SAMLProviderList/>",
}

// evidence answers what is asked about use. Reports are made when they are asked for the second time.
func (s *server) evidence(w http.ResponseWriter, number, action string, form url.Values) {
	arn := form.Get("Arn") + form.Get("JobId")
	s.mu.Lock()
	s.asked[number+action+arn]++
	asked := s.asked[number+action+arn]
	s.mu.Unlock()
	body := strings.ReplaceAll(answers[action], "NUMBER", number)
	switch action {
	case "GenerateCredentialReport":
		body = "<State>STARTED</State>"
		if asked > 1 {
			body = "<State>COMPLETE</State>"
		}
	case "GetCredentialReport":
		report := "user,arn,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date\n" +
			"user-0,arn:aws:iam::" + number + ":user/user-0,true,2026-01-01T00:00:00+00:00,false,true,2020-01-01T00:00:00+00:00,N/A\n"
		body = "<Content>" + base64.StdEncoding.EncodeToString([]byte(report)) + "</Content><ReportFormat>text/csv</ReportFormat>"
	case "GenerateServiceLastAccessedDetails":
		body = "<JobId>job-of-" + arn + "</JobId>"
	case "GetServiceLastAccessedDetails":
		body = lastAccessed(form.Get("Marker"), asked)
	}
	fmt.Fprintf(w, "<%[1]sResponse><%[1]sResult>%s</%[1]sResult></%[1]sResponse>", action, body)
}

// lastAccessed says on two pages that S3 was used, SQS was not, and of IAM one action.
func lastAccessed(marker string, asked int) string {
	const head = "<JobType>ACTION_LEVEL</JobType><JobCreationDate>2026-01-01T00:00:00Z</JobCreationDate>"
	if asked == 1 {
		return head + "<JobStatus>IN_PROGRESS</JobStatus>"
	}
	service := func(name, more string) string {
		return "<member><ServiceName>" + strings.ToUpper(name) + "</ServiceName><ServiceNamespace>" + name + "</ServiceNamespace>" + more + "</member>"
	}
	const last = "<LastAuthenticated>2026-01-01T00:00:00Z</LastAuthenticated>"
	if marker == "" {
		return head + "<JobStatus>COMPLETED</JobStatus><JobCompletionDate>2026-01-01T00:00:00Z</JobCompletionDate><ServicesLastAccessed>" + service("s3", last) +
			"</ServicesLastAccessed><IsTruncated>true</IsTruncated><Marker>more</Marker>"
	}
	tracked := "<TrackedActionsLastAccessed><member><ActionName>PassRole</ActionName></member><member><ActionName>GetRole</ActionName>" +
		"<LastAccessedTime>2026-01-01T00:00:00Z</LastAccessedTime></member></TrackedActionsLastAccessed>"
	return head + "<JobStatus>COMPLETED</JobStatus><JobCompletionDate>2026-01-01T00:00:00Z</JobCompletionDate><ServicesLastAccessed>" + service("sqs", "") + service("iam", last+tracked) + "</ServicesLastAccessed><IsTruncated>false</IsTruncated>"
}
