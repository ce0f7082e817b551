package cli

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const adminPolicy = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`

// program runs the program in a folder.
func program(t *testing.T, ctx context.Context, cwd string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Chdir(cwd)
	var out, problems bytes.Buffer
	code = Main(ctx, args, strings.NewReader(""), &out, &problems)
	return code, out.String(), problems.String()
}

func TestMainInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	cwd := tree(t, map[string]string{"a.json": adminPolicy})
	code, stdout, stderr := program(t, ctx, cwd, "check", "--output", "out")
	if code != exitInterrupted || stdout != "" || stderr != "iamlint: interrupted\n" {
		t.Errorf("got code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	holds(t, cwd, map[string]string{"a.json": adminPolicy})
}

// endless is an input that ends the context when it is read, and itself never ends.
type endless struct{ cancel context.CancelFunc }

func (e endless) Read([]byte) (int, error) {
	e.cancel()
	select {}
}

func TestMainInterruptedWhileReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	code := Main(ctx, []string{"check", "-"}, endless{cancel}, io.Discard, io.Discard)
	if code != exitInterrupted {
		t.Errorf("got code %d, want %d", code, exitInterrupted)
	}
}

// broken is an output that nobody reads.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestMainIsQuietWhenNobodyReads(t *testing.T) {
	for _, args := range [][]string{{"check", "-"}, {"rules"}, {"version"}} {
		var stderr bytes.Buffer
		Main(t.Context(), args, strings.NewReader("{}"), broken{}, &stderr)
		if got := stderr.String(); got != "" {
			t.Errorf("%v: got %q on stderr", args, got)
		}
	}
}

func TestMainDoesNotLetNamesCommandTheTerminal(t *testing.T) {
	for _, args := range [][]string{{"check", "--output", "a\x1b[2J/b"}, {"check", "--config", "\x1b]0;x\a"}, {"\x1b[2J"}} {
		code, _, stderr := program(t, t.Context(), tree(t, nil), args...)
		if code != exitIncomplete || strings.ContainsAny(stderr, "\x1b\a") {
			t.Errorf("%q: got code %d, stderr %q", args, code, stderr)
		}
	}
}

func TestCheckReportsBugsAndGoesOn(t *testing.T) {
	path := filepath.Join(tree(t, map[string]string{"a.json": adminPolicy}), "a.json")
	x := examiner{judge: func() (*judge, error) { panic("boom") }}
	outcomes := []outcome{x.examine(t.Context(), file{path: path, artifact: "a.json"})}
	r, err := collect(nil, outcomes)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Notices) != 1 || !r.Notices[0].Failure || r.Notices[0].At.Artifact != "a.json" {
		t.Errorf("notices: %v", r.Notices)
	}
	var stderr bytes.Buffer
	a := &app{stderr: &stderr}
	if got := a.verdict(&job{}, r, outcomes); got != exitBug {
		t.Errorf("got code %d, want %d", got, exitBug)
	}
	if !strings.Contains(stderr.String(), "internal error in a.json:\nboom\n") {
		t.Errorf("stderr: %s", stderr.String())
	}
}

func TestCheckWritesTheSameBytesEachTime(t *testing.T) {
	files := map[string]string{}
	for i := range 40 {
		n := strconv.Itoa(i)
		files["x"+n+"/policy.json"] = adminPolicy
		files["x"+n+"/broken.yaml"] = "AWSTemplateFormatVersion: '2010-09-09'\nResources: [\n"
		files["x"+n+"/other.yaml"] = "a: b\n"
	}
	cwd := tree(t, files)
	for _, format := range []string{"text", "json", "sarif"} {
		t.Run(format, func(t *testing.T) {
			var outputs []string
			for _, processors := range []int{1, 8, 8} {
				t.Cleanup(func(n int) func() { return func() { runtime.GOMAXPROCS(n) } }(runtime.GOMAXPROCS(processors)))
				code, stdout, stderr := program(t, t.Context(), cwd, "check", "--format", format)
				if code != exitIncomplete || stderr != "" {
					t.Fatalf("got code %d, stderr %q", code, stderr)
				}
				outputs = append(outputs, stdout)
			}
			if !strings.Contains(outputs[0], "x39/policy.json") {
				t.Error("the report lacks the last file")
			}
			if diff := cmp.Diff(outputs[0], outputs[1]); diff != "" {
				t.Errorf("one processor and eight (-1 +8):\n%s", diff)
			}
			if diff := cmp.Diff(outputs[1], outputs[2]); diff != "" {
				t.Errorf("twice:\n%s", diff)
			}
		})
	}
}
