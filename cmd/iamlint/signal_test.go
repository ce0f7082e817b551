//go:build unix

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

func TestSignalsEndTheRun(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			report := filepath.Join(t.TempDir(), "report.txt")
			cmd := exec.CommandContext(t.Context(), "iamlint", "check", "-", "--output", report)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err = cmd.Start(); err != nil {
				t.Fatal(err)
			}
			// A pipe holds less than that, so the program is reading, and listens to signals, when this is written.
			if _, err = stdin.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			if err = cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			err = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != 130 || stderr.String() != "iamlint: interrupted\n" {
				t.Errorf("got %v, code %d, stderr %q", err, code, stderr.String())
			}
			if _, err := os.Stat(report); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a report was written: %v", err)
			}
		})
	}
}
