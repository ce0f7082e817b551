package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/iamlint/iamlint/internal/finding"
)

// tree makes files with contents, and links where a content starts with "-> ", and returns the folder
// that holds them.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		path := filepath.Join(root, name)
		if err = os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if len(content) > 3 && content[:3] == "-> " {
			err = os.Symlink(content[3:], path)
		} else {
			err = os.WriteFile(path, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func found(t *testing.T, f *finder, paths ...string) []string {
	t.Helper()
	if err := f.find(t.Context(), paths); err != nil {
		t.Fatal(err)
	}
	artifacts := []string{}
	for _, file := range f.files {
		artifacts = append(artifacts, file.artifact)
	}
	return artifacts
}

func TestFind(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		paths []string
		want  []string
	}{
		{
			"folders-are-walked-in-order",
			map[string]string{"b.yaml": "", "a/z.json": "", "a/b/c.yml": "", "c.template": "", "D.YAML": "", "e.txt": "", "f": ""},
			[]string{"."},
			[]string{"D.YAML", "a/b/c.yml", "a/z.json", "b.yaml", "c.template"},
		},
		{"a-named-file-has-any-extension", map[string]string{"a.txt": "", "b.txt": ""}, []string{"./a.txt"}, []string{"a.txt"}},
		{"each-file-comes-once", map[string]string{"a.yaml": "", "x/b.yaml": ""}, []string{"x", "a.yaml", ".", "./x/../a.yaml"}, []string{"x/b.yaml", "a.yaml"}},
		{"the-git-folder-is-not-entered", map[string]string{".git/a.yaml": "", ".github/b.yaml": ""}, []string{"."}, []string{".github/b.yaml"}},
		{
			"ignore-files-hold-below-them",
			map[string]string{".gitignore": "out/\n*.json\n", "x/.gitignore": "!keep.json", "x/keep.json": "", "keep.json": "", "x/out/a.yaml": "", "a.yaml": ""},
			[]string{"."},
			[]string{"a.yaml", "x/keep.json"},
		},
		{
			"ignore-files-of-the-repository-hold-in-its-folders",
			map[string]string{".git/HEAD": "", ".gitignore": "x/a.yaml", ".iamlintignore": "b.yaml", "x/a.yaml": "", "x/b.yaml": "", "x/c.yaml": ""},
			[]string{"x"},
			[]string{"x/c.yaml"},
		},
		{
			"a-named-file-may-be-ignored-by-git-but-not-by-us",
			map[string]string{".gitignore": "a.yaml", ".iamlintignore": "b.yaml\nold/", "a.yaml": "", "b.yaml": "", "old/c.yaml": ""},
			[]string{"a.yaml", "b.yaml", "old/c.yaml", "old"},
			[]string{"a.yaml"},
		},
		{
			"a-named-folder-may-be-ignored-by-git",
			map[string]string{".gitignore": "out/", "out/a.yaml": ""},
			[]string{"out"},
			[]string{"out/a.yaml"},
		},
		{"standard-input", nil, []string{"-", "-"}, []string{"<stdin>"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &finder{cwd: tree(t, tt.files), stdin: "<stdin>"}
			if diff := cmp.Diff(tt.want, found(t, f, tt.paths...)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if len(f.notices) > 0 {
				t.Errorf("notices: %v", f.notices)
			}
		})
	}
}

func TestFindExcludes(t *testing.T) {
	cwd := tree(t, map[string]string{"a.yaml": "", "old/b.yaml": "", "new/c.yaml": ""})
	f := &finder{cwd: cwd, exclude: &ignoreList{base: slashed(cwd), patterns: parseIgnore([]byte("old/\na.*"))}}
	if diff := cmp.Diff([]string{"new/c.yaml"}, found(t, f, ".", "a.yaml", "old/b.yaml")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestFindLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	outside := tree(t, map[string]string{"far.yaml": ""})
	cwd := tree(t, map[string]string{
		"x/a.yaml":         "",
		"x/loop":           "-> ..",
		"x/folder.yaml":    "-> ../x",
		"x/again.yaml":     "-> a.yaml",
		"x/nowhere.yaml":   "-> nothing",
		"x/self.yaml":      "-> self.yaml",
		"x/away.yaml":      "-> " + filepath.Join(outside, "far.yaml"),
		"x/device.yaml":    "-> /dev/zero",
		"x/.gitignore":     "-> ../ignore",
		"ignore":           "a.yaml",
		"b/.iamlintignore": "c.yaml",
		"b/c.yaml":         "",
	})
	f := &finder{cwd: cwd}
	got := found(t, f, ".")
	far, err := filepath.Rel(cwd, filepath.Join(outside, "far.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"x/a.yaml", slashed(far)}, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if len(f.notices) > 0 {
		t.Errorf("notices: %v", f.notices)
	}
}

func TestFindNamesPathsAsTheUserDoes(t *testing.T) {
	root := tree(t, map[string]string{"in/a.yaml": "", "out/b.yaml": ""})
	cwd := filepath.Join(root, "in")
	out := filepath.Join(root, "out")
	tests := []struct {
		name, path, want string
	}{
		{"relative", "a.yaml", "a.yaml"},
		{"relative-and-outside", filepath.Join("..", "out"), "../out/b.yaml"},
		{"absolute", filepath.Join(cwd, "a.yaml"), "a.yaml"},
		{"absolute-and-outside", out, slashed(filepath.Join(out, "b.yaml"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.want}, found(t, &finder{cwd: cwd}, tt.path)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindTellsWhatItCannotRead(t *testing.T) {
	cwd := tree(t, map[string]string{"a.yaml": ""})
	f := &finder{cwd: cwd}
	if diff := cmp.Diff([]string{"a.yaml"}, found(t, f, "missing.yaml", "a.yaml")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	want := []finding.Notice{failure("missing.yaml", "")}
	if diff := cmp.Diff(want, f.notices, cmpopts.IgnoreFields(finding.Notice{}, "Message")); diff != "" {
		t.Errorf("notices (-want +got):\n%s", diff)
	}
}

func TestFindTellsOfFoldersItCannotRead(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("the superuser, and Windows, can read every folder")
	}
	cwd := tree(t, map[string]string{"locked/a.yaml": "", "b.yaml": ""})
	locked := filepath.Join(cwd, "locked")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(locked, 0o700) })
	f := &finder{cwd: cwd}
	if diff := cmp.Diff([]string{"b.yaml"}, found(t, f, ".")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	want := []finding.Notice{failure("locked", "folder cannot be read: permission denied")}
	if diff := cmp.Diff(want, f.notices); diff != "" {
		t.Errorf("notices (-want +got):\n%s", diff)
	}
}

func TestFindTakesStrangeNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such names")
	}
	names := []string{"\x1b[31m.yaml", "a\nb.yaml", "caf\xe9.yaml"}
	files := map[string]string{}
	for _, name := range names {
		files[name] = ""
	}
	if diff := cmp.Diff(names, found(t, &finder{cwd: tree(t, files)}, ".")); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}
