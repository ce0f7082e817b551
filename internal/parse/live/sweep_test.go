package live_test

import (
	"context"
	"errors"
	"net/http/httptrace"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

func sweep(t *testing.T, wanted live.Wanted) (files []live.File, problems []string) {
	t.Helper()
	c, err := live.Connect(t.Context(), live.Access{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Account != livetest.Number || !strings.HasSuffix(c.ARN, ":user/auditor") {
		t.Errorf("got %s, %s", c.Account, c.ARN)
	}
	files, failed := c.Sweep(t.Context(), wanted)
	for _, p := range failed {
		problems = append(problems, p.Error())
	}
	return files, problems
}

// TestAnAnswerOutlivesItsRequest asks for hundreds of pages of a server that is as near as can be. When net/http takes the sending of a request
// for failed though it is answered, it ends the connection under the answer, and the page is asked for again.
func TestAnAnswerOutlivesItsRequest(t *testing.T) {
	called := livetest.Serve(t, livetest.Account{Roles: 300}, livetest.Weather{PageSize: 1})
	c, err := live.Connect(t.Context(), live.Access{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	sent := func(i httptrace.WroteRequestInfo) {
		if i.Err != nil {
			t.Errorf("a request was answered and counts as not sent: %v", i.Err)
		}
	}
	_, problems := c.Sweep(httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{WroteRequest: sent}), live.Wanted{})
	if got, want := len(called()), 302; len(problems) > 0 || got != want { // who is it, the pages, and how much there is
		t.Errorf("got %d calls, want %d; problems %q", got, want, problems)
	}
}

func TestSweepIsTheSameInAnyWeather(t *testing.T) {
	account := livetest.Account{Roles: 30, Users: 7, Policies: 11}
	livetest.Serve(t, account, livetest.Weather{})
	calm, problems := sweep(t, live.Wanted{})
	if len(problems) > 0 || len(calm) != 49 {
		t.Fatalf("got %d files, want 49; problems %q", len(calm), problems)
	}
	for _, c := range []struct {
		name    string
		weather livetest.Weather
	}{
		{"pages of one", livetest.Weather{PageSize: 1}},
		{"pages of seven", livetest.Weather{PageSize: 7}},
		{"documents in plain JSON", livetest.Weather{Plain: true, PageSize: 20}},
		{"throttled", livetest.Weather{PageSize: 20, Throttled: 3}},
		{"broken now and then", livetest.Weather{PageSize: 20, Broken: 3}},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			livetest.Serve(t, account, c.weather)
			got, problems := sweep(t, live.Wanted{})
			if len(problems) > 0 {
				t.Errorf("problems: %q", problems)
			}
			if diff := cmp.Diff(calm, got); diff != "" {
				t.Errorf("files (-calm +got):\n%s", diff)
			}
		})
	}
}

func TestSweepTellsWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name    string
		weather livetest.Weather
		want    string
	}{
		{"a marker that comes again", livetest.Weather{PageSize: 2, RepeatMarker: true}, `gives the marker "after-0" for it, which leads nowhere`},
		{"a marker that is missing", livetest.Weather{PageSize: 2, NoMarker: true}, `gives the marker "" for it, which leads nowhere`},
		{"a role that never comes", livetest.Weather{PageSize: 2, Fewer: true}, "4 roles were read of the 5 that it has"},
		{"a summary that is denied", livetest.Weather{Denied: "GetAccountSummary"}, "whether all of the account was read is not known"},
		{"an account that is denied", livetest.Weather{Denied: "GetAccountAuthorizationDetails"}, "every role, user, group and policy is read by itself instead"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			livetest.Serve(t, livetest.Account{Roles: 5}, c.weather)
			_, problems := sweep(t, live.Wanted{})
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, c.want) }) {
				t.Errorf("got problems %q, want one with %q", problems, c.want)
			}
		})
	}
}

func TestSweepOfSomeRoles(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 12}, livetest.Weather{PageSize: 5})
	for pattern, want := range map[string]int{"ROLE-1": 1, "role-1*": 3, "arn:aws:iam::*:role/role-?": 10, "nobody": 0} {
		files, problems := sweep(t, live.Wanted{Roles: []string{pattern}})
		files = files[1:] // after the account's own
		if len(files) != want {
			t.Errorf("%s: got %d files, want %d", pattern, len(files), want)
		}
		if (len(problems) > 0) != (want == 0) {
			t.Errorf("%s: problems %q", pattern, problems)
		}
	}
}

func TestConnectSaysWhatIsWrongWithCredentials(t *testing.T) {
	for code, want := range map[string]string{
		"ExpiredToken":          "the credentials have expired",
		"InvalidClientTokenId":  "AWS does not know the access key",
		"SignatureDoesNotMatch": "the secret key does not fit",
		"AccessDenied":          "--print-policy",
		"Unheard":               "Unheard: The request can't be served",
	} {
		t.Run(code, func(t *testing.T) {
			livetest.Serve(t, livetest.Account{}, livetest.Weather{Error: code})
			_, err := live.Connect(t.Context(), live.Access{}, nil)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Fatalf("got error %v, want one with %q", err, want)
			}
			if strings.Contains(err.Error(), livetest.Secret) || strings.Contains(err.Error(), livetest.Token) {
				t.Errorf("the error tells credentials: %v", err)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		livetest.Serve(t, livetest.Account{}, livetest.Weather{})
		for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
			t.Setenv(name, "")
		}
		_, err := live.Connect(t.Context(), live.Access{}, nil)
		if err == nil || !strings.Contains(err.Error(), "no credentials found: name a profile with --profile") {
			t.Errorf("got error %v", err)
		}
	})
	t.Run("no such profile", func(t *testing.T) {
		livetest.Serve(t, livetest.Account{}, livetest.Weather{})
		_, err := live.Connect(t.Context(), live.Access{Profile: "nobody"}, nil)
		if err == nil || !strings.Contains(err.Error(), "has no such profile") {
			t.Errorf("got error %v", err)
		}
	})
}

func TestConnectSaysThatARegionIsNotThere(t *testing.T) {
	livetest.Serve(t, livetest.Account{}, livetest.Weather{})
	t.Setenv("AWS_ENDPOINT_URL", "")
	_, err := live.Connect(t.Context(), live.Access{Region: "not a region"}, nil)
	if err == nil || !strings.Contains(err.Error(), "name a region that there is with --region") {
		t.Errorf("got error %v", err)
	}
}

func TestWhatIsNotReachedIsSaid(t *testing.T) {
	for text, want := range map[string]string{
		"dial tcp: lookup sts.nowhere-1.amazonaws.com on 192.0.2.1:53: no such host": "--region",
		"dial tcp 127.0.0.1:1: connect: connection refused":                          "AWS_ENDPOINT_URL",
		"proxyconnect tcp: EOF": "HTTPS_PROXY",
		"something else":        "read it: something else",
	} {
		if err := live.Explain("read it", errors.New(text)); !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), text) {
			t.Errorf("%s: got error %v", text, err)
		}
	}
}

func TestSweepSaysThatAWSThrottlesIt(t *testing.T) {
	livetest.Serve(t, livetest.Account{}, livetest.Weather{Throttled: 1})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := live.Connect(ctx, live.Access{}, nil)
	if err == nil || !strings.Contains(err.Error(), "give it longer with --timeout") {
		t.Errorf("got error %v", err)
	}
}

func TestSweepEndsWithItsContext(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 50}, livetest.Weather{PageSize: 1, Throttled: 1})
	t.Setenv("AWS_MAX_ATTEMPTS", "1")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := live.Connect(ctx, live.Access{}, nil); err == nil {
		t.Error("a call was made though the context had ended")
	}
}

func TestNothingButReadsIsEverCalled(t *testing.T) {
	called := livetest.Serve(t, livetest.Account{}, livetest.Weather{})
	for _, call := range live.Mutate(t.Context()) {
		if call == nil || !strings.Contains(call.Error(), "is not among the calls that an audit makes: nothing was sent") {
			t.Errorf("got error %v", call)
		}
	}
	if got := called(); len(got) != 0 {
		t.Errorf("the server was called: %q", got)
	}
}

func TestFilesAreReadBackAsTheyWere(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 3, Users: 1, Policies: 2}, livetest.Weather{})
	files, _ := sweep(t, live.Wanted{})
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		root, err := node.Parse(f.Name, f.Content)
		if err != nil || !live.IsDetails(root) {
			t.Errorf("%s can't be read back: %v\n%s", f.Name, err, f.Content)
		}
	}
	want := []string{
		"111122223333/account.json", "111122223333/policies/policy-0.json", "111122223333/policies/policy-1.json", "111122223333/roles/role-0.json",
		"111122223333/roles/role-1.json", "111122223333/roles/role-2.json", "111122223333/users/user-0.json",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestFileNamesStayInTheirFolder(t *testing.T) {
	for name, want := range map[string]string{
		"Worker": "Worker", "app/team/Worker": "app/team/Worker", "../x": "%2E%2E/x", "a:b|c/W": "a%3Ab%7Cc/W", "./W": "%2E/W", "a.b/W": "a.b/W", "//W": "//W",
	} {
		if got := live.FileName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
