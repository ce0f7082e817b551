//go:build unix

package cli

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
)

// Opening a pipe that nobody writes to blocks for ever, so these tests end only if none is opened.
func TestFindSkipsPipes(t *testing.T) {
	cwd := tree(t, map[string]string{"a.yaml": "", "link.yaml": "-> pipe.yaml"})
	makePipe(t, filepath.Join(cwd, "pipe.yaml"))
	makePipe(t, filepath.Join(cwd, ".gitignore"))
	f := &finder{cwd: cwd}
	if diff := cmp.Diff([]string{"a.yaml"}, found(t, f, ".")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if len(f.notices) > 0 {
		t.Errorf("notices: %v", f.notices)
	}
}

func TestFindRefusesNamedPipes(t *testing.T) {
	cwd := tree(t, nil)
	makePipe(t, filepath.Join(cwd, "pipe.yaml"))
	f := &finder{cwd: cwd}
	if got := found(t, f, "pipe.yaml"); len(got) > 0 {
		t.Errorf("files: %v", got)
	}
	want := []finding.Notice{failure("pipe.yaml", "cannot be read: not a regular file")}
	if diff := cmp.Diff(want, f.notices); diff != "" {
		t.Errorf("notices (-want +got):\n%s", diff)
	}
}

func TestConfigurationIsNoPipe(t *testing.T) {
	cwd := tree(t, nil)
	makePipe(t, filepath.Join(cwd, configName))
	want := "read configuration .iamlint.yaml: not a regular file"
	if _, err := findConfig(cwd); err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func makePipe(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}
