package cli

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

var organization = livetest.Organization{Members: []string{"222233334444", "333344445555", "444455556666", "555566667777", "666677778888"}}

// everyAccount is all accounts of organization.
func everyAccount() []string { return append([]string{livetest.Number}, organization.Members...) }

func TestAllAccountsAreReadIntoOneReport(t *testing.T) {
	t.Chdir(t.TempDir())
	livetest.ServeOrganization(t, organization, livetest.Account{Roles: 1, Users: 1, Policies: 1}, livetest.Weather{Throttled: 5})
	code, stdout, stderr := audit(t.Context(), "--all-accounts", "--save", "audits", "--usage", "--disable", "all", "--enable", "passrole-wildcard,no-mfa", "--format", "json")
	if code != exitFindings {
		t.Fatalf("got code %d, %s%s", code, stdout, stderr)
	}
	var report struct {
		Findings []struct{ Rule, File string }
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, f := range report.Findings {
		got = append(got, f.Rule+" "+f.File)
	}
	for _, id := range everyAccount() {
		want = append(want, "passrole-wildcard audits/"+id+"/roles/role-0.json", "no-mfa audits/"+id+"/users/user-0.json")
		if !strings.Contains(stderr, "account "+id+", read as arn:aws:") {
			t.Errorf("the account %s is not named: %s", id, stderr)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if _, err := os.Stat("audits/" + unfinishedName); err == nil {
		t.Error("the audit is noted as unfinished")
	}
	again, fromFiles, _ := audit(t.Context(), "--from", "audits", "--disable", "all", "--enable", "passrole-wildcard,no-mfa", "--format", "json")
	if again != code || fromFiles != stdout {
		t.Errorf("what was saved gives code %d and %s; the accounts gave %d and %s", again, fromFiles, code, stdout)
	}
}

func TestAnAccountThatCannotBeReadIsNamedAndTheOthersAreJudged(t *testing.T) {
	o := organization
	o.Refusing, o.Suspended = []string{"333344445555"}, []string{"555566667777"}
	called := livetest.ServeOrganization(t, o, livetest.Account{Roles: 1}, livetest.Weather{Denied: "GetAccountAuthorizationDetails", Only: "444455556666"})
	args := []string{"--all-accounts", "--disable", "all", "--enable", "passrole-wildcard", "--account-role", "audit/Reader", "--format"}
	code, stdout, _ := audit(t.Context(), append(args, "compact")...)
	if code != exitIncomplete {
		t.Errorf("got code %d", code)
	}
	for _, want := range []string{
		"333344445555: error: assume arn:aws:iam::333344445555:role/audit/Reader (AssumeRole): AccessDenied",
		"444455556666: error: read the account at once (GetAccountAuthorizationDetails): AccessDenied",
		"555566667777: note: the account is suspended",
		"666677778888/roles/role-0.json:",
		"111122223333/roles/role-0.json:",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("got no %q in %s", want, stdout)
		}
	}
	if _, stdout, _ = audit(t.Context(), append(args, "sarif")...); !strings.Contains(stdout, `"executionSuccessful": false`) {
		t.Errorf("the execution is told as successful: %s", stdout)
	}
	if slices.ContainsFunc(called(), func(call string) bool { return strings.HasPrefix(call, "555566667777 ") }) {
		t.Error("the account that is suspended was asked")
	}
}

func TestAccountsCannotBeListed(t *testing.T) {
	livetest.Serve(t, livetest.Account{}, livetest.Weather{})
	code, _, stderr := audit(t.Context(), "--all-accounts")
	if code != exitIncomplete || !strings.Contains(stderr, "(ListAccounts): AWSOrganizationsNotInUseException") || !strings.Contains(stderr, "leave --all-accounts") {
		t.Errorf("got code %d, %s", code, stderr)
	}
}

func TestAnAuditOfAllAccountsThatIsInterruptedGoesOn(t *testing.T) {
	account := livetest.Account{Roles: 3, Users: 1, Policies: 1}
	args := []string{"--all-accounts", "--save", "audits", "--usage", "--output", "report.sarif", "--format", "sarif"}
	t.Chdir(t.TempDir())
	livetest.ServeOrganization(t, organization, account, livetest.Weather{})
	audit(t.Context(), args...)
	want := timeless(t, "report.sarif")

	t.Chdir(t.TempDir())
	if err := os.WriteFile("report.sarif", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	const slow = "333344445555"
	called := livetest.ServeOrganization(t, organization, account, livetest.Weather{Silent: "GenerateServiceLastAccessedDetails", Only: slow})
	saved := interrupted(t, called, slow+" GenerateServiceLastAccessedDetails", args)
	if len(saved) != len(everyAccount())-1 || slices.Contains(saved, slow) {
		t.Fatalf("%q are noted as saved", saved)
	}
	if content, err := os.ReadFile("report.sarif"); err != nil || string(content) != "old" {
		t.Errorf("got report %q, %v, want the old one", content, err)
	}

	called = livetest.ServeOrganization(t, organization, account, livetest.Weather{})
	code, _, stderr := audit(t.Context(), append(args, "--resume")...)
	if diff := cmp.Diff(want, timeless(t, "report.sarif")); diff != "" || code != exitFindings {
		t.Errorf("code %d, %s: the report is not what an audit gives that is not interrupted (-want +got):\n%s", code, stderr, diff)
	}
	for _, call := range called() {
		if id, _, _ := strings.Cut(call, " "); id != slow && id != livetest.Number || strings.HasPrefix(call, livetest.Number+" GetAccount") {
			t.Errorf("%s was asked again", call)
		}
	}
	if _, err := os.Stat("audits/" + unfinishedName); err == nil {
		t.Error("the audit is still noted as unfinished")
	}
}

// timeless is the content of a file without the times at which accounts were read.
func timeless(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`ReadAt\\": \\"[-0-9T:]*Z`).ReplaceAllString(string(content), "ReadAt")
}

// interrupted interrupts an audit when all accounts but the one of a call are saved, and gives those that are noted.
func interrupted(t *testing.T, called func() []string, call string, args []string) []string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan int, 1)
	go func() {
		ended <- Main(ctx, append([]string{"audit", "--no-config"}, args...), strings.NewReader(""), io.Discard, io.Discard)
	}()
	var noted unfinished
	for range 2000 {
		time.Sleep(10 * time.Millisecond)
		content, err := os.ReadFile(filepath.Join("audits", unfinishedName))
		if err == nil && json.Unmarshal(content, &noted) == nil && len(noted.Saved) == len(everyAccount())-1 && slices.Contains(called(), call) {
			break
		}
	}
	cancel()
	select {
	case code := <-ended:
		if code != exitInterrupted {
			t.Errorf("got code %d, want %d", code, exitInterrupted)
		}
	case <-time.After(5 * time.Second): // a second, and what a busy machine adds
		t.Fatal("the audit goes on")
	}
	settles(t, 0)
	return noted.Saved
}

func TestResumeIsRefusedWhereItMakesNoSense(t *testing.T) {
	t.Chdir(t.TempDir())
	livetest.ServeOrganization(t, organization, livetest.Account{Roles: 1}, livetest.Weather{})
	note := func(text string) {
		t.Helper()
		if err := os.MkdirAll("audits", 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("audits/"+unfinishedName, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, note, want string }{
		{"other flags", `{"usage":true,"account_role":"OrganizationAccountAccessRole"}`, "was given other flags"},
		{"a note that is broken", `{`, "begin anew without --resume"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			note(c.note)
			code, _, stderr := audit(t.Context(), "--all-accounts", "--save", "audits", "--resume")
			if code != exitIncomplete || !strings.Contains(stderr, c.want) {
				t.Errorf("got code %d, %s, want %s", code, stderr, c.want)
			}
		})
	}
	if err := os.RemoveAll("audits"); err != nil {
		t.Fatal(err)
	}
	_, _, stderr := audit(t.Context(), "--all-accounts", "--save", "audits", "--resume")
	if !strings.Contains(stderr, "all accounts are read") {
		t.Errorf("got %s", stderr)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--resume"}, "--resume goes on with what --all-accounts --save wrote"},
		{[]string{"--all-accounts", "--role", "A"}, "--role is about one account"},
		{[]string{"--all-accounts", "--from", "audits"}, "make no sense with it"},
	} {
		if code, _, stderr := audit(t.Context(), c.args...); code != exitIncomplete || !strings.Contains(stderr, c.want) {
			t.Errorf("%q: got code %d, %s, want %s", c.args, code, stderr, c.want)
		}
	}
}
