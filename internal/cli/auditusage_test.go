package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

func TestUsageIsAskedForAndJudged(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 2, Users: 1, Policies: 1}, livetest.Weather{PageSize: 2, Throttled: 5})
	saved := t.TempDir()
	code, stdout, stderr := audit(t.Context(), "--usage", "--save", saved, "--disable", "all", "--enable", "live,unused-permission", "--format", "json")
	if code != exitFindings || !strings.Contains(stderr, "account "+livetest.Number) {
		t.Fatalf("got code %d, %s%s", code, stdout, stderr)
	}
	for _, want := range []string{`"no-mfa"`, `"stale-access-key"`, `"weak-password-policy"`, `"unused-identity-provider"`} {
		if !strings.Contains(stdout, want) {
			t.Errorf("got no %s in %s", want, stdout)
		}
	}
	content, err := os.ReadFile(filepath.Join(saved, livetest.Number, "usage", "roles", "role-0.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"ServiceNamespace": "s3"`, `"ServiceNamespace": "sqs"`, `"ActionName": "PassRole"`} { // from both pages
		if !strings.Contains(string(content), want) {
			t.Errorf("the saved use lacks %s: %s", want, content)
		}
	}
	again, fromFiles, _ := audit(t.Context(), "--from", saved, "--disable", "all", "--enable", "live", "--format", "json")
	if again != code || fromFiles != stdout {
		t.Errorf("what was saved gives code %d and %s; the account gave %d and %s", again, fromFiles, code, stdout)
	}
}

func TestUsageThatIsDeniedIsTold(t *testing.T) {
	for _, call := range []string{"GenerateCredentialReport", "GetAccountPasswordPolicy", "ListOpenIDConnectProviders", "GenerateServiceLastAccessedDetails"} {
		t.Run(call, func(t *testing.T) {
			livetest.Serve(t, livetest.Account{Roles: 1}, livetest.Weather{Denied: call})
			code, stdout, _ := audit(t.Context(), "--usage", "--disable", "all", "--enable", "no-mfa")
			if code != exitIncomplete || strings.Count(stdout, "("+call+"): AccessDenied") != 1 {
				t.Errorf("got code %d, %s", code, stdout)
			}
		})
	}
}

// No audit tells the credentials that it reads with, whatever happens.
func TestAuditsNeverTellCredentials(t *testing.T) {
	for name, weather := range map[string]livetest.Weather{
		"all-is-well":  {},
		"all-fails":    {Error: "ExpiredToken"},
		"some-is-lost": {Denied: "GetAccountAuthorizationDetails"},
		"broken-pages": {PageSize: 1, NoMarker: true},
	} {
		t.Run(name, func(t *testing.T) {
			livetest.Serve(t, livetest.Account{Roles: 2, Users: 1}, weather)
			saved := t.TempDir()
			for _, format := range []string{"text", "json", "sarif"} {
				_, stdout, stderr := audit(t.Context(), "--usage", "--save", saved, "--format", format)
				all := stdout + stderr
				err := filepath.WalkDir(saved, func(path string, entry os.DirEntry, err error) error {
					if err != nil || entry.IsDir() {
						return err
					}
					content, err := os.ReadFile(path)
					all += string(content)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				for _, canary := range []string{livetest.Secret, livetest.Token} {
					if strings.Contains(all, canary) {
						t.Errorf("%s: %q was told", format, canary)
					}
				}
			}
		})
	}
}

func TestSuggestedPoliciesAreWritten(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 2, Policies: 1}, livetest.Weather{})
	saved, suggested := t.TempDir(), t.TempDir()
	_, _, stderr := audit(t.Context(), "--suggest", suggested)
	if !strings.Contains(stderr, "--suggest needs to know what was used: add --usage") {
		t.Errorf("without --usage got %s", stderr)
	}
	_, _, stderr = audit(t.Context(), "--usage", "--save", saved, "--suggest", suggested)
	for _, want := range []string{"0 policies below", "nothing of policy inline of role role-0 was used", "nothing of policy policy-0 of role role-1 was used"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("got %s, want it to say %q", stderr, want)
		}
	}
	page := filepath.Join(saved, livetest.Number, "roles", "role-1.json")
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	wider := strings.Replace(string(content), `"s3:GetObject"`, `["s3:GetObject", "sqs:DeleteQueue"]`, 1)
	if err = os.WriteFile(page, []byte(wider), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, stderr = audit(t.Context(), "--from", saved, "--suggest", suggested)
	content, err = os.ReadFile(filepath.Join(suggested, livetest.Number, "roles", "role-1", "inline.json"))
	if err != nil || !strings.Contains(string(content), "s3:GetObject") || strings.Contains(string(content), "sqs:") {
		t.Errorf("got %s, %v; %s", content, err, stderr)
	}
}

func TestWhatCloudFormationMadeIsComparedWithItsTemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	template := func(actions string) {
		t.Helper()
		content := "Resources:\n  App:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {}\n      Policies:\n" +
			"        - {PolicyName: P, PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: " + actions + ", Resource: '*'}]}}\n"
		if err := os.WriteFile("stack.yaml", []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"--template", "stack.yaml", "--disable", "all", "--enable", "broader-than-template", "--fail-on", "medium"}
	for _, c := range []struct {
		actions string
		code    int
		want    string
	}{
		{"[iam:PassRole, sqs:SendMessage]", exitClean, "no findings"},
		{"[sqs:SendMessage]", exitFindings, "role role-0 may do iam:PassRole on *, which its template does not allow"},
	} {
		livetest.Serve(t, livetest.Account{Roles: 2, Policies: 1}, livetest.Weather{})
		template(c.actions)
		code, stdout, stderr := audit(t.Context(), args...)
		if code != c.code || !strings.Contains(stdout, c.want) {
			t.Errorf("%s: got code %d, %s%s", c.actions, code, stdout, stderr)
		}
	}
}
