package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

// audit runs an audit of the account that livetest serves.
func audit(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, problems bytes.Buffer
	code = Main(ctx, append([]string{"audit", "--no-config"}, args...), strings.NewReader(""), &out, &problems)
	return code, out.String(), problems.String()
}

func TestALargeAccountIsTheSameInAnyWeather(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(512 << 20)) // as the program does
	start := time.Now()
	account := livetest.Account{Roles: 10_000, Policies: 10_000, Users: 5_000}
	livetest.Serve(t, account, livetest.Weather{PageSize: 1000})
	code, calm, stderr := audit(t.Context())
	if code != exitFindings || !strings.Contains(calm, "passrole-wildcard") {
		t.Fatalf("got code %d, %d bytes, %s", code, len(calm), stderr)
	}
	t.Logf("calm after %s", time.Since(start))
	livetest.Serve(t, account, livetest.Weather{PageSize: 700, Throttled: 3, Broken: 7})
	code, got, stderr := audit(t.Context())
	if code != exitFindings || got != calm {
		t.Errorf("got code %d, %d bytes, %s; want %d bytes, the same as without throttling and errors; what differs begins with\n%s",
			code, len(got), stderr, len(calm), firstOther(got, calm))
	}
	t.Logf("throttled and broken after %s", time.Since(start))
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	if limit := uint64(1 << 30); memory.Sys > limit {
		t.Errorf("took %d MB of memory, want at most 1024", memory.Sys>>20)
	}
}

// firstOther is the first lines of a text that another one does not have.
func firstOther(text, than string) string {
	has := map[string]bool{}
	for line := range strings.Lines(than) {
		has[line] = true
	}
	var other []string
	for line := range strings.Lines(text) {
		if !has[line] && len(other) < 5 {
			other = append(other, line)
		}
	}
	return strings.Join(other, "")
}

// An audit that is interrupted while the account does not answer ends at once, and leaves what was there.
func TestAuditThatIsInterruptedLeavesTheOldReport(t *testing.T) {
	for name, weather := range map[string]livetest.Weather{
		"while-waiting-for-an-answer": {Silent: "GetAccountAuthorizationDetails"},
		"while-waiting-to-ask-again":  {Throttled: 1},
		"between-pages":               {PageSize: 1, Slow: 20 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			called := livetest.Serve(t, livetest.Account{Roles: 500}, weather)
			report := filepath.Join(t.TempDir(), "report.txt")
			if err := os.WriteFile(report, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			before := runtime.NumGoroutine()
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan int, 1)
			go func() {
				ended <- Main(ctx, []string{"audit", "--no-config", "--output", report}, strings.NewReader(""), io.Discard, io.Discard)
			}()
			for len(called()) < 2 {
				time.Sleep(time.Millisecond)
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
			if content, err := os.ReadFile(report); err != nil || string(content) != "old" {
				t.Errorf("got report %q, %v, want the old one", content, err)
			}
			settles(t, before)
		})
	}
}

// settles waits until no more goroutines run than before, apart from those that keep connections.
func settles(t *testing.T, before int) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	for range 200 {
		all := string(stacks[:runtime.Stack(stacks, true)])
		if !strings.Contains(all, "iamlint/internal/parse/live.") && !strings.Contains(all, "cli.(*app)") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("got %d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}
