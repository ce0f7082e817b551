package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func writeNew(w io.Writer) error {
	_, err := io.WriteString(w, "new")
	return err
}

// holds fails unless the folder has these files and no others.
func holds(t *testing.T, folder string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[entry.Name()] = string(content)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestWriteFile(t *testing.T) {
	t.Run("makes-a-file", func(t *testing.T) {
		folder := tree(t, nil)
		if err := writeFile(filepath.Join(folder, "out"), writeNew); err != nil {
			t.Fatal(err)
		}
		holds(t, folder, map[string]string{"out": "new"})
	})
	t.Run("replaces-a-file", func(t *testing.T) {
		folder := tree(t, map[string]string{"out": "old and long"})
		if err := writeFile(filepath.Join(folder, "out"), writeNew); err != nil {
			t.Fatal(err)
		}
		holds(t, folder, map[string]string{"out": "new"})
	})
	t.Run("leaves-all-as-it-was-when-writing-fails", func(t *testing.T) {
		folder := tree(t, map[string]string{"out": "old"})
		full := errors.New("disk is full")
		err := writeFile(filepath.Join(folder, "out"), func(w io.Writer) error {
			_, err := w.Write(make([]byte, 1<<16))
			return errors.Join(err, full)
		})
		if !errors.Is(err, full) {
			t.Errorf("got error %v, want %v", err, full)
		}
		holds(t, folder, map[string]string{"out": "old"})
	})
	t.Run("leaves-nothing-when-writing-a-new-file-fails", func(t *testing.T) {
		folder := tree(t, nil)
		if err := writeFile(filepath.Join(folder, "out"), func(io.Writer) error { return io.ErrShortWrite }); err == nil {
			t.Error("no error")
		}
		holds(t, folder, map[string]string{})
	})
	t.Run("refuses-folders", func(t *testing.T) {
		folder := tree(t, nil)
		if err := writeFile(folder, writeNew); err == nil {
			t.Error("no error")
		}
		holds(t, folder, map[string]string{})
	})
	t.Run("refuses-a-missing-folder", func(t *testing.T) {
		folder := tree(t, nil)
		if err := writeFile(filepath.Join(folder, "missing", "out"), writeNew); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got error %v, want %v", err, fs.ErrNotExist)
		}
	})
}

func TestWriteFileOnUnix(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other modes, links and devices")
	}
	t.Run("keeps-the-mode", func(t *testing.T) {
		path := filepath.Join(tree(t, map[string]string{"out": "old"}), "out")
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
		if err := writeFile(path, writeNew); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode(); got != 0o640 {
			t.Errorf("got mode %v, want 0640", got)
		}
	})
	t.Run("follows-links", func(t *testing.T) {
		folder := tree(t, map[string]string{"out": "-> there", "there": "old"})
		if err := writeFile(filepath.Join(folder, "out"), writeNew); err != nil {
			t.Fatal(err)
		}
		if target, err := os.Readlink(filepath.Join(folder, "out")); err != nil || target != "there" {
			t.Errorf("the link leads to %q, %v", target, err)
		}
		holds(t, folder, map[string]string{"out": "new", "there": "new"})
	})
	t.Run("does-not-replace-devices", func(t *testing.T) {
		if err := writeFile(os.DevNull, writeNew); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s is a file now: %v, %v", os.DevNull, info, err)
		}
	})
	t.Run("fails-in-a-folder-that-is-read-only", func(t *testing.T) {
		if os.Getuid() == 0 {
			t.Skip("the superuser may write everywhere")
		}
		folder := tree(t, map[string]string{"out": "old"})
		if err := os.Chmod(folder, 0o500); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
		if err := writeFile(filepath.Join(folder, "out"), writeNew); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got error %v, want %v", err, fs.ErrPermission)
		}
		holds(t, folder, map[string]string{"out": "old"})
	})
}
