//go:build unix

package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// reports are the two reports that may be found where one is written: that which was there, and the new one.
func reports(t *testing.T) (root string, whole []string) {
	t.Helper()
	root = folder(t, map[string]string{"many.yaml": manyRoles(60), "out/report.json": "old\n"})
	e := iamlint(t, root, "check", "many.yaml", "--format", "json")
	if e.code != 1 {
		t.Fatalf("got code %d, stderr %q", e.code, e.stderr)
	}
	t.Logf("a run takes %s", e.took)
	return root, []string{"old\n", e.stdout}
}

// disturbed starts a run that writes a report, and sends it a signal: every other time when the report is being written.
func disturbed(t *testing.T, root string, i int, signal syscall.Signal, chance *rand.Rand, within time.Duration) (e end, after time.Duration) {
	t.Helper()
	out := filepath.Join(root, "out")
	var sent time.Time
	cmd := exec.CommandContext(t.Context(), "iamlint", "check", "many.yaml", "--format", "json", "--output", "out/report.json")
	e = ended(t, cmd, root, func(p *os.Process) {
		if i%2 == 0 {
			time.Sleep(time.Duration(chance.Int64N(int64(within))))
		} else {
			for deadline := time.Now().Add(2 * within); time.Now().Before(deadline); {
				if entries, _ := os.ReadDir(out); len(entries) > 1 {
					break
				}
			}
			time.Sleep(time.Duration(chance.Int64N(int64(3 * time.Millisecond))))
		}
		sent = time.Now()
		_ = p.Signal(signal) // it may have ended
	})
	return e, time.Since(sent)
}

func TestAReportIsOldOrNewWheneverTheProgramIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program many times")
	}
	root, whole := reports(t)
	chance, within := rand.New(rand.NewPCG(1, 2)), iamlint(t, root, "check", "many.yaml").took
	killed, writing := 0, 0
	for i := 0; i < times(200, 6) || killed < times(200, 1) && i < 1000; i++ { // what comes too late doesn't count
		if err := os.WriteFile(filepath.Join(root, "out", "report.json"), []byte(whole[0]), 0o600); err != nil {
			t.Fatal(err)
		}
		e, _ := disturbed(t, root, i, syscall.SIGKILL, chance, within)
		if e.code == 128+int(syscall.SIGKILL) {
			killed++
		}
		content, err := os.ReadFile(filepath.Join(root, "out", "report.json"))
		if err != nil || !slices.Contains(whole, string(content)) {
			t.Fatalf("run %d: the report has %d bytes, %v, want one of those of %d and %d", i, len(content), err, len(whole[0]), len(whole[1]))
		}
		parts, err := filepath.Glob(filepath.Join(root, "out", ".iamlint-*"))
		if err != nil {
			t.Fatal(err)
		}
		writing += len(parts)
		for _, part := range parts {
			if err := os.Remove(part); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d runs were killed, %d of them while the report was written", killed, writing)
	if killed < times(200, 1) {
		t.Errorf("%d runs were killed, want %d", killed, times(200, 1))
	}
}

func TestAnInterruptedRunLeavesNothingBehind(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program many times")
	}
	root, whole := reports(t)
	chance, within := rand.New(rand.NewPCG(3, 4)), iamlint(t, root, "check", "many.yaml").took
	stopped, slowest := 0, time.Duration(0)
	for i := 0; i < times(100, 6) || stopped < times(100, 1) && i < 1000; i++ { // as above
		if err := os.WriteFile(filepath.Join(root, "out", "report.json"), []byte(whole[0]), 0o600); err != nil {
			t.Fatal(err)
		}
		e, after := disturbed(t, root, i, syscall.SIGINT, chance, within)
		want := whole[1]
		switch e.code {
		case interrupted:
			stopped++
			slowest = max(slowest, after)
			want = whole[0]
		case 1:
		default:
			t.Errorf("run %d: got code %d, stderr %q", i, e.code, e.stderr)
		}
		entries, err := os.ReadDir(filepath.Join(root, "out"))
		if err != nil || len(entries) != 1 {
			t.Errorf("run %d: got %v, %v, want the report alone", i, entries, err)
		}
		content, err := os.ReadFile(filepath.Join(root, "out", "report.json"))
		if err != nil || string(content) != want && !slices.Contains(whole, string(content)) {
			t.Errorf("run %d ended with %d: the report has %d bytes, %v", i, e.code, len(content), err)
		}
	}
	t.Logf("%d runs were interrupted, the slowest ended after %s", stopped, slowest)
	if stopped < times(100, 1) || full() && slowest > time.Second {
		t.Errorf("%d runs were interrupted, the slowest after %s, want %d, within a second", stopped, slowest, times(100, 1))
	}
}

// TestADiskThatIsFullOrLocked mounts small and locked disks in a namespace of its own, where the system lets it.
func TestADiskThatIsFullOrLocked(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program")
	}
	root, whole := reports(t)
	for name, setup := range map[string]string{
		"full":   "mount -t tmpfs -o size=16k none out && echo old >out/report.json",
		"locked": "mount -t tmpfs none out && echo old >out/report.json && mount -o remount,ro out",
	} {
		t.Run(name, func(t *testing.T) {
			script := setup + "|| exit 77; iamlint check many.yaml --format json --output out/report.json; echo code $?; ls -A out; cat out/report.json"
			cmd := exec.CommandContext(t.Context(), "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)
			if _, err := exec.LookPath("unshare"); err != nil {
				t.Skip("there is no unshare")
			}
			e := ended(t, cmd, root, func(*os.Process) {})
			if !strings.Contains(e.stdout, "code ") {
				t.Skipf("disks can't be mounted here: %s", e.stderr)
			}
			if diff := cmp.Diff("code 2\nreport.json\n"+whole[0], e.stdout); diff != "" {
				t.Errorf("what happened (-want +got):\n%s", diff)
			}
			if !strings.HasPrefix(e.stderr, `iamlint: write report to "out/report.json": `) || strings.Count(e.stderr, "\n") != 1 {
				t.Errorf("got stderr %q", e.stderr)
			}
		})
	}
}
