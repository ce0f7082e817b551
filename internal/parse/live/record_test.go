package live_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

func TestRecords(t *testing.T) {
	none := policy.Record{Name: "R", Kind: policy.Role, ARN: "arn:aws:iam::111122223333:role/R", Age: -1, Idle: -1, Attachments: -1}
	with := func(change func(*policy.Record)) []policy.Record {
		r := none
		change(&r)
		return []policy.Record{r}
	}
	role := func(fields string) string {
		return `{"ReadAt":"2026-06-01T12:00:00Z","RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R"` + fields + `}]}`
	}
	tests := []struct {
		name string
		page string
		want []policy.Record
	}{
		{"nothing-is-known", role(""), []policy.Record{none}},
		{"made-and-used", role(`,"CreateDate":"2026-01-01T00:00:00+00:00","RoleLastUsed":{"LastUsedDate":"2026-05-30T13:00:00+00:00"}`), with(func(r *policy.Record) { r.Age, r.Idle, r.Used = 151, 1, "2026-05-30" })},
		{"never-used-since-it-was-made", role(`,"CreateDate":"2026-01-01T00:00:00+00:00","RoleLastUsed":{}`), with(func(r *policy.Record) { r.Age, r.Idle = 151, 151 })},
		{"not-used-while-iam-kept-track", role(`,"CreateDate":"2020-01-01T00:00:00+00:00","RoleLastUsed":{}`), with(func(r *policy.Record) { r.Age, r.Idle = 2343, 400 })},
		{"made-after-the-account-was-read", role(`,"CreateDate":"2026-07-01T00:00:00+00:00"`), []policy.Record{none}},
		{"dates-that-are-none", role(`,"CreateDate":"yesterday","RoleLastUsed":{"LastUsedDate":"N/A"}`), []policy.Record{none}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, notices := account(t, test.page)
			if len(notices) > 0 && test.name != "made-after-the-account-was-read" {
				t.Errorf("notices: %q", messages(notices))
			}
			var got []policy.Record
			for _, r := range m.Records {
				got = append(got, *r)
			}
			if test.name == "made-after-the-account-was-read" {
				test.want[0].Age = 0 // the newest date is when it was read, at the earliest
			}
			for i := range test.want {
				test.want[i].Observed = test.want[i].Age
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreTypes(source.Location{}, &policy.Target{})); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCredentialReportOfTheCLI(t *testing.T) {
	report := "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date\n" +
		"<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2026-05-01T00:00:00+00:00,not_supported,true,false,N/A,N/A\n" +
		"Ann,arn:aws:iam::111122223333:user/Ann,2026-05-02T00:00:00+00:00,true,no_information,2026-05-22T00:00:00+00:00,false,true,2026-05-12T00:00:00+00:00,N/A\n" +
		"Gone,arn:aws:iam::111122223333:user/Gone,2026-05-02T00:00:00+00:00,true,no_information,N/A,false,false,N/A,N/A\n"
	page := fmt.Sprintf(`{"ReportFormat":"text/csv","GeneratedTime":"2026-06-01T00:00:00Z","Content":%q}`, base64.StdEncoding.EncodeToString([]byte(report)))
	m, notices := account(t, `{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann"}]}`, page)
	if len(notices) > 0 {
		t.Errorf("notices: %q", messages(notices))
	}
	var got []string
	for _, r := range m.Records {
		got = append(got, fmt.Sprintf("%s %s: age %d, idle %d, mfa %s", r.Kind, r.Name, r.Age, r.Idle, r.MFA))
		for _, c := range r.Credentials {
			got = append(got, fmt.Sprintf("%s (%s): age %d, idle %d", c.Name, c.Kind, c.Age, c.Idle))
		}
	}
	want := []string{
		"user Ann: age 30, idle 30, mfa missing", "password (password): age 10, idle 10", "access key 1 (access-key): age 20, idle 20",
		"root root: age 2343, idle 31, mfa active",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	if m.Accounts[0].Passwords != 1 {
		t.Errorf("got %d users with passwords, want 1: the other is gone", m.Accounts[0].Passwords)
	}
}

func TestAPageThatFollowsIsMissedThoughOtherReadsAreThere(t *testing.T) {
	_, notices := account(t, `{"RoleDetailList":[],"IsTruncated":true,"Marker":"m"}`, `{"SummaryMap":{"Roles":3}}`)
	if len(notices) != 1 || !notices[0].Failure {
		t.Errorf("got notices %q, want one of the page that is missing", messages(notices))
	}
}

func TestAnalyzerIsKnownByItsRole(t *testing.T) {
	role := func(name string) string {
		return `{"Arn":"arn:aws:iam::111122223333:role/aws-service-role/x/` + name + `","Path":"/aws-service-role/x/","RoleName":"` + name + `"}`
	}
	for _, c := range []struct {
		name, page string
		want       policy.Analyzer
	}{
		{"set-up", `{"RoleDetailList":[` + role("AWSServiceRoleForSupport") + `,` + role("AWSServiceRoleForAccessAnalyzer") + `,{"Arn":"arn:aws:iam::111122223333:role/R"}]}`, policy.AnalyzerSetUp},
		{"missing", `{"RoleDetailList":[` + role("AWSServiceRoleForSupport") + `,{"Arn":"arn:aws:iam::111122223333:role/R"}]}`, policy.AnalyzerMissing},
		{"left-out", `{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R"}]}`, policy.AnalyzerUnknown},
		{"missing-in-what-was-saved", `{"ServiceLinkedRoles":["AWSServiceRoleForSupport"],"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R"}]}`, policy.AnalyzerMissing},
		{"set-up-in-what-was-saved", `{"ServiceLinkedRoles":["AWSServiceRoleForAccessAnalyzer"],"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R"}]}`, policy.AnalyzerSetUp},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := account(t, c.page)
			if len(m.Accounts) != 1 || m.Accounts[0].Analyzer != c.want {
				t.Errorf("got %+v, want analyzer %q", m.Accounts, c.want)
			}
		})
	}
}
