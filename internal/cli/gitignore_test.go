package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIgnores(t *testing.T) {
	tests := []struct {
		name     string
		patterns string
		path     string
		folder   bool
		want     bool
	}{
		{"a-name-at-any-depth", "a.yaml", "x/y/a.yaml", false, true},
		{"another-name", "a.yaml", "x/aa.yaml", false, false},
		{"a-leading-slash-anchors", "/a.yaml", "x/a.yaml", false, false},
		{"an-inner-slash-anchors", "x/a.yaml", "y/x/a.yaml", false, false},
		{"an-anchored-path", "x/a.yaml", "x/a.yaml", false, true},
		{"a-trailing-slash-wants-a-folder", "build/", "build", false, false},
		{"a-folder", "build/", "x/build", true, true},
		{"a-star-stops-at-slashes", "x/*.yaml", "x/y/a.yaml", false, false},
		{"a-double-star-in-front", "**/x/a.yaml", "y/z/x/a.yaml", false, true},
		{"a-double-star-in-front-stands-for-nothing", "**/x/a.yaml", "x/a.yaml", false, true},
		{"a-double-star-inside", "x/**/a.yaml", "x/y/z/a.yaml", false, true},
		{"a-double-star-inside-stands-for-nothing", "x/**/a.yaml", "x/a.yaml", false, true},
		{"a-double-star-at-the-end", "x/**", "x/y/z", false, true},
		{"a-double-star-at-the-end-wants-something", "x/**", "x", true, false},
		{"a-double-star-after-a-wildcard-is-a-star", "?/a**", "x/ab/c", false, false},
		{"a-double-star-after-text-spans-folders", "x/a**/c", "x/ab/b/c", false, true},
		{"the-last-match-decides", "*.yaml\n!a.yaml", "a.yaml", false, false},
		{"a-negation-before-is-no-use", "!a.yaml\n*.yaml", "a.yaml", false, true},
		{"a-comment", "#a.yaml", "#a.yaml", false, false},
		{"an-escaped-hash", `\#a.yaml`, "#a.yaml", false, true},
		{"an-escaped-bang", `\!a.yaml`, "!a.yaml", false, true},
		{"an-escaped-star", `\*.yaml`, "a.yaml", false, false},
		{"spaces-at-the-end", "a.yaml   ", "a.yaml", false, true},
		{"a-kept-space-at-the-end", `a\ `, "a ", false, true},
		{"carriage-returns", "a.yaml\r\nb.yaml\r\n", "a.yaml", false, true},
		{"a-byte-order-mark", "\ufeffa.yaml", "a.yaml", false, true},
		{"a-class", "[a-c].yaml", "b.yaml", false, true},
		{"a-negated-class", "[!a-c].yaml", "b.yaml", false, false},
		{"a-class-that-never-ends", "[a.yaml", "[a.yaml", false, false},
		{"a-posix-class", "[[:digit:]].yaml", "7.yaml", false, true},
		{"a-class-with-a-bracket", "[]a].yaml", "].yaml", false, true},
		{"a-class-never-matches-a-slash", "a[/b]c/d", "a/c/d", false, false},
		{"a-lone-slash", "/", "a", true, false},
		{"a-lone-bang", "!", "a", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			list := &ignoreList{base: "/repo", patterns: parseIgnore([]byte(tt.patterns))}
			if got := list.ignores("/repo/"+tt.path, tt.folder); got != tt.want {
				t.Errorf("%q ignores %q: got %v, want %v", tt.patterns, tt.path, got, tt.want)
			}
		})
	}
}

func TestIgnoresDeeperFilesDecide(t *testing.T) {
	top := &ignoreList{base: "/repo", patterns: parseIgnore([]byte("*.yaml"))}
	deep := &ignoreList{above: top, base: "/repo/x", patterns: parseIgnore([]byte("!a.yaml"))}
	for path, want := range map[string]bool{"/repo/x/a.yaml": false, "/repo/x/b.yaml": true, "/repo/a.yaml": true} {
		if got := deep.ignores(path, false); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}

// A hostile glob must not take time that grows without bounds; without the memory of failures this
// one takes longer than a test may.
func TestWildmatchOfManyStars(t *testing.T) {
	glob := strings.Repeat("a*", 60) + "b"
	if wildmatch(glob, strings.Repeat("a", 200)) {
		t.Errorf("%q matches", glob)
	}
}

// git is the judge: random ignore files over random trees, and the paths that it says are ignored.
func TestIgnoresWhatGitIgnores(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not there to compare with")
	}
	random := rand.New(rand.NewPCG(7, 11))
	for round := range 25 {
		t.Run(fmt.Sprintf("tree-%d", round), func(t *testing.T) {
			root := t.TempDir()
			paths := plant(t, random, root)
			got := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return !ignoredWithin(t, root, p) })
			want := gitIgnored(t, git, root, paths)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("ignored (-git +got):\n%s\n%s", diff, ignoreFilesOf(t, root))
			}
		})
	}
}

// plant makes a tree with ignore files and returns its paths.
func plant(t *testing.T, random *rand.Rand, root string) []string {
	t.Helper()
	folders := []string{"", "a/", "b/", "a/b/", "a/a/", "b/c/", "b/c/a/"}
	files := []string{"a", "b.yaml", "ab", "a b", "#c", "!d", "x[y", "c "}
	var paths []string
	for _, folder := range folders {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if folder != "" {
			paths = append(paths, strings.TrimSuffix(folder, "/"))
		}
		for _, file := range files {
			if _, err := os.Stat(filepath.Join(root, folder+file)); err == nil || slices.Contains(folders, folder+file+"/") {
				continue
			}
			if err := os.WriteFile(filepath.Join(root, folder+file), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, folder+file)
		}
		if folder == "" || random.IntN(3) == 0 {
			if err := os.WriteFile(filepath.Join(root, folder, ".gitignore"), []byte(randomIgnore(random)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	slices.Sort(paths)
	return paths
}

func randomIgnore(random *rand.Rand) string {
	atoms := []string{"a", "b", "c", "*", "?", "**", "/", "/", "[ab]", "[!a]", "[[:alpha:]]", `\*`, `\a`, ".yaml", " ", `\ `, "#", "!", "**/", "/**", "a*", "[a-c]", "x[", "]", "-", `[\]]`}
	var b strings.Builder
	for range 1 + random.IntN(6) {
		if random.IntN(4) == 0 {
			b.WriteString("!")
		}
		for range 1 + random.IntN(4) {
			b.WriteString(atoms[random.IntN(len(atoms))])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// ignoredWithin asks our own implementation, from the root down as a walk does.
func ignoredWithin(t *testing.T, root, path string) bool {
	t.Helper()
	f := finder{cwd: root, ignores: map[string][]ignorePattern{}}
	path = filepath.Join(root, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	ignored := f.ignoredBy(".gitignore", root, path, info.IsDir())
	if len(f.notices) > 0 {
		t.Fatalf("notices: %v", f.notices)
	}
	return ignored
}

func gitIgnored(t *testing.T, git, root string, paths []string) []string {
	t.Helper()
	run := func(stdin string, args ...string) string {
		cmd := exec.CommandContext(t.Context(), git, args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		cmd.Stdin = strings.NewReader(stdin)
		var out, problems bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &problems
		if err := cmd.Run(); err != nil && problems.Len() > 0 {
			t.Fatalf("git %v: %v: %s", args, err, problems.String())
		}
		return out.String()
	}
	run("", "init", "-q")
	out := run(strings.Join(paths, "\x00")+"\x00", "check-ignore", "--no-index", "-z", "--stdin")
	ignored := strings.Split(strings.TrimSuffix(out, "\x00"), "\x00")
	if out == "" {
		ignored = []string{}
	}
	return ignored
}

func ignoreFilesOf(t *testing.T, root string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Base(path) != ".gitignore" {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s:\n%q\n", path, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
