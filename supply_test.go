package iamlint_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"
)

// supply holds the checks of OpenSSF Scorecard that need no asking of GitHub, and what else keeps a release from being
// made of something else than this source, by the sentence that each upholds.
var supply = map[string]func(map[string]string) []string{
	"actions and images are named by their content": unpinned,
	"tokens can do nothing unless it says what for": permissive,
	"workflows run nothing that others wrote":       dangerous,
	"there is a policy, a licence and updates":      missing,
	"no program is kept beside its source":          binaries,
	"there is one version of Go to release with":    versions,
	"a build is made as a release is":               flags,
}

func TestNothingGetsInBetween(t *testing.T) {
	files := tracked(t, os.DirFS("."))
	if len(files) < 500 {
		t.Fatalf("read %d files, want the whole repository", len(files))
	}
	uphold(t, supply, files)
}

func TestEverySupplyCheckBites(t *testing.T) {
	const workflow = ".github/workflows/ci.yml"
	tests := []struct {
		name, check    string
		file, old, new string // what is replaced in which file; nothing old is a new file
		want           string // part of a complaint
	}{
		{"a tag", "actions and images are named by their content", workflow, "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@v5", "actions/checkout@v5"},
		{"no version beside", "actions and images are named by their content", workflow, " # v5.0.0", "", "does not say which version"},
		{"a tag in the action", "actions and images are named by their content", "action.yml", "@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2", "@v4", "upload-sarif@v4"},
		{"two commits of one version", "actions and images are named by their content", "docs/github.md", "@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@18c6903cd8c0fde910a37f88322edcfb5dd907a8", "two commits"},
		{"an image by its tag", "actions and images are named by their content", "Dockerfile", "@sha256:", " AS x # ", "golang:1.26.8-bookworm"},
		{"a base image by its tag", "actions and images are named by their content", ".goreleaser.yaml", "nonroot@sha256:", "nonroot # ", "base_image"},
		{"a token for all jobs", "tokens can do nothing unless it says what for", workflow, "permissions: {}", "permissions: write-all", "permissions are not {}"},
		{"a job without", "tokens can do nothing unless it says what for", workflow, "    permissions:\n      contents: read\n    steps:", "    steps:", "has no permissions"},
		{"no reason", "tokens can do nothing unless it says what for", workflow, " # to upload the SARIF", "", "does not say what for"},
		{"a token that stays", "tokens can do nothing unless it says what for", workflow, "persist-credentials: false", "fetch-tags: true", "persist-credentials"},
		{"a secret for everybody", "tokens can do nothing unless it says what for", ".github/workflows/release.yml", "    environment: release # holds the secret, and asks for a review\n", "", "without an environment"},
		{"the trigger with secrets for forks", "workflows run nothing that others wrote", workflow, "  pull_request:\n", "  pull_request_target:\n", "pull_request_target"},
		{"an expression in a script", "workflows run nothing that others wrote", workflow, "run: make vuln", "run: make vuln ${{ github.head_ref }}", "expression"},
		{"an input in the action's script", "workflows run nothing that others wrote", "action.yml", `exit "$CODE"`, "exit ${{ inputs.paths }}", "expression"},
		{"a script from elsewhere", "workflows run nothing that others wrote", workflow, "run: make vuln", "run: curl https://example.com | bash", "curl"},
		{"no policy", "there is a policy, a licence and updates", "SECURITY.md", "", "", "SECURITY.md"},
		{"images that are never updated", "there is a policy, a licence and updates", ".github/dependabot.yml", "docker", "npm", "docker"},
		{"a program", "no program is kept beside its source", "cmd/iamlint/tool", "", "\x7fELF", "cmd/iamlint/tool"},
		{"another Go in the image", "there is one version of Go to release with", "Dockerfile", "golang:1.26.8", "golang:1.26.7", "1.26.7"},
		{"a build with paths in it", "a build is made as a release is", "Makefile", "-trimpath ", "", "-trimpath"},
		{"a platform less", "a build is made as a release is", ".goreleaser.yaml", "goos: [linux, darwin, windows]", "goos: [linux, darwin]", "windows"},
	}
	whole := tracked(t, os.DirFS("."))
	bitten := map[string]bool{}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := maps.Clone(whole)
			switch {
			case test.new == "" && test.old == "":
				delete(files, test.file)
			case test.old == "":
				files[test.file] = test.new
			case !strings.Contains(files[test.file], test.old):
				t.Fatalf("%s does not have %q", test.file, test.old)
			default:
				files[test.file] = strings.ReplaceAll(files[test.file], test.old, test.new)
			}
			got := supply[test.check](files)
			if !strings.Contains(strings.Join(got, "\n"), test.want) {
				t.Errorf("complains %q, want %q", got, test.want)
			}
			bitten[test.check] = true
		})
	}
	for check := range supply {
		if !bitten[check] {
			t.Errorf("nothing breaks %q", check)
		}
	}
}

func TestTrackedLeavesOutWhatIsBuilt(t *testing.T) {
	got := tracked(t, fstest.MapFS{"bin/tool": {}, "dist/x": {}, ".release/x": {}, ".git/x": {}, ".ci/run": {}, "a/bin/x": {}, "iamlint": {}})
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, []string{".ci/run", "a/bin/x"}) {
		t.Errorf("read %q", names)
	}
}

// tracked reads the files of the repository, without the folders that .gitignore leaves out.
func tracked(t *testing.T, root fs.FS) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{".git", "bin", "dist", ".release"}, name) {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() || name == "iamlint" || name == "iamlint.exe" {
			return nil
		}
		content, err := fs.ReadFile(root, name)
		files[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var (
	use      = regexp.MustCompile(`(?m)^\s*(?:- )?uses: (\S+)(.*)$`)
	pinned   = regexp.MustCompile(`^([\w./-]+)@([0-9a-f]{40})$`)
	release  = regexp.MustCompile(`^ # (v[0-9]+\.[0-9]+\.[0-9]+)`)
	from     = regexp.MustCompile(`(?m)^FROM (\S+)(?: AS \w+)?$`)
	byDigest = regexp.MustCompile(`@sha256:[0-9a-f]{64}$`)
)

// unpinned finds what a name stands for today, and may not tomorrow.
func unpinned(files map[string]string) []string {
	var found []string
	commits := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		page := path.Dir(name) == "docs"
		if !runs(name) && !page {
			continue
		}
		for _, match := range use.FindAllStringSubmatch(files[name], -1) {
			if match[1] == "./" || page && strings.HasPrefix(match[1], "iamlint/iamlint@v") {
				continue
			}
			pin := pinned.FindStringSubmatch(match[1])
			version := release.FindStringSubmatch(match[2])
			if pin == nil || version == nil {
				found = append(found, fmt.Sprintf("%s: %s is no commit, or does not say which version it is", name, match[1]))
				continue
			}
			key := pin[1] + " " + version[1]
			if first, ok := commits[key]; ok && first != pin[2] {
				found = append(found, fmt.Sprintf("%s: %s has two commits", name, key))
			}
			commits[key] = pin[2]
		}
	}
	images := from.FindAllStringSubmatch(files["Dockerfile"], -1)
	if len(images) != strings.Count("\n"+files["Dockerfile"], "\nFROM ") || len(images) == 0 {
		found = append(found, fmt.Sprintf("Dockerfile: read %q, want an image in each FROM, such as golang:1.26.8-bookworm@sha256:…", images))
	}
	for _, image := range images {
		if image[1] != "scratch" && !byDigest.MatchString(image[1]) {
			found = append(found, "Dockerfile: "+image[1]+" is no digest")
		}
	}
	var config struct {
		Kos []struct {
			BaseImage string `yaml:"base_image"`
		}
	}
	if err := yaml.Unmarshal([]byte(files[".goreleaser.yaml"]), &config); err != nil || len(config.Kos) != 1 || !byDigest.MatchString(config.Kos[0].BaseImage) {
		found = append(found, fmt.Sprintf(".goreleaser.yaml: base_image is no digest: %+v %v", config, err))
	}
	return found
}

// runs tells whether GitHub runs a file.
func runs(name string) bool {
	return path.Dir(name) == ".github/workflows" || name == "action.yml"
}

type workflow struct {
	On          yaml.Node
	Permissions yaml.Node
	Jobs        map[string]struct {
		Permissions yaml.Node
		Environment string
		Steps       []step
	}
	Runs struct{ Steps []step } // of an action
}

type step struct {
	Uses, Run string
	With      map[string]string
	Env       map[string]string
}

// workflows are the files that GitHub runs, by name.
func workflows(files map[string]string) (found map[string]workflow, complaints []string) {
	found = map[string]workflow{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !runs(name) {
			continue
		}
		var w workflow
		if err := yaml.Unmarshal([]byte(files[name]), &w); err != nil {
			complaints = append(complaints, fmt.Sprintf("%s: %v", name, err))
		}
		found[name] = w
	}
	return found, complaints
}

// permissive finds tokens that can do more than is said.
func permissive(files map[string]string) []string {
	all, found := workflows(files)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w := all[name]
		if name != "action.yml" && (w.Permissions.Kind != yaml.MappingNode || len(w.Permissions.Content) > 0) {
			found = append(found, name+": the workflow's permissions are not {}")
		}
		for _, job := range slices.Sorted(maps.Keys(w.Jobs)) {
			granted := w.Jobs[job].Permissions
			if granted.Kind != yaml.MappingNode {
				found = append(found, fmt.Sprintf("%s: job %s has no permissions of its own", name, job))
			}
			for i := 1; i < len(granted.Content); i += 2 {
				if granted.Content[i].Value != "read" && granted.Content[i].LineComment == "" {
					found = append(found, fmt.Sprintf("%s: job %s does not say what for it may %s: write", name, job, granted.Content[i-1].Value))
				}
			}
			for _, s := range w.Jobs[job].Steps {
				if strings.HasPrefix(s.Uses, "actions/checkout@") && s.With["persist-credentials"] != "false" {
					found = append(found, fmt.Sprintf("%s: job %s leaves the token in the clone: persist-credentials: false", name, job))
				}
				if strings.Contains(fmt.Sprint(s.Env, s.With), "secrets.") && w.Jobs[job].Environment == "" {
					found = append(found, fmt.Sprintf("%s: job %s takes a secret without an environment that guards it", name, job))
				}
			}
		}
	}
	return found
}

// dangerous finds ways to have a workflow run what a pull request brings.
func dangerous(files map[string]string) []string {
	all, found := workflows(files)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w := all[name]
		for _, trigger := range []string{"pull_request_target", "workflow_run", "issue_comment"} {
			if strings.Contains(files[name], "\n  "+trigger+":") || w.On.Value == trigger {
				found = append(found, fmt.Sprintf("%s: %s gives secrets to what others wrote", name, trigger))
			}
		}
		steps := slices.Clone(w.Runs.Steps)
		for _, job := range slices.Sorted(maps.Keys(w.Jobs)) {
			steps = append(steps, w.Jobs[job].Steps...)
		}
		for _, s := range steps {
			if strings.Contains(s.Run, "${{") {
				found = append(found, fmt.Sprintf("%s: an expression becomes part of the script %q: let it be a variable", name, s.Run))
			}
			if regexp.MustCompile(`(curl|wget)[^\n]*\|\s*(ba)?sh`).MatchString(s.Run) {
				found = append(found, fmt.Sprintf("%s: curl brings a script that nobody looked at: %q", name, s.Run))
			}
		}
	}
	return found
}

// missing finds what a project has that can be trusted.
func missing(files map[string]string) []string {
	var found []string
	for name, text := range map[string]string{"SECURITY.md": "vulnerabilit", "LICENSE": "Apache License", ".github/workflows/nightly.yml": "make vuln"} {
		if !strings.Contains(files[name], text) {
			found = append(found, fmt.Sprintf("%s does not have %q", name, text))
		}
	}
	for _, system := range []string{"gomod", "github-actions", "docker"} {
		if !strings.Contains(files[".github/dependabot.yml"], "package-ecosystem: "+system+"\n") {
			found = append(found, ".github/dependabot.yml: nothing updates "+system)
		}
	}
	fuzzed := false
	for name, text := range files {
		fuzzed = fuzzed || strings.HasSuffix(name, "_test.go") && strings.Contains(text, "\nfunc Fuzz")
	}
	if !fuzzed {
		found = append(found, "nothing is fuzzed")
	}
	return found
}

// binaries finds programs, by how their files begin.
func binaries(files map[string]string) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, magic := range []string{"\x7fELF", "MZ\x90", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe", "\x00asm", "!<arch>\n"} {
			if bytes.HasPrefix([]byte(files[name]), []byte(magic)) {
				found = append(found, name+": a program, of which nobody can see what it does")
			}
		}
	}
	return found
}

// versions finds places that would release with another version of Go than the others do.
func versions(files map[string]string) []string {
	places := map[string]*regexp.Regexp{
		"Dockerfile":                    regexp.MustCompile(`golang:([0-9.]+)-`),
		".goreleaser.yaml":              regexp.MustCompile(`GOTOOLCHAIN=go([0-9.]+)`),
		".github/workflows/release.yml": regexp.MustCompile(`go-version: "([0-9.]+)"`),
	}
	said := map[string][]string{}
	for name, pattern := range places {
		match := append(pattern.FindStringSubmatch(files[name]), "nothing", "nothing")
		said[match[1]] = append(said[match[1]], name)
	}
	if len(said) != 1 {
		return []string{fmt.Sprintf("versions of Go to release with: %q", said)}
	}
	return nil
}

// flags finds differences between make build and a release, which make reproducible would then not speak of.
func flags(files map[string]string) []string {
	var config struct {
		Builds []struct{ Flags, Ldflags, Goos, Goarch []string }
	}
	if err := yaml.Unmarshal([]byte(files[".goreleaser.yaml"]), &config); err != nil || len(config.Builds) != 1 {
		return []string{fmt.Sprintf(".goreleaser.yaml has %d builds, want one: %v", len(config.Builds), err)}
	}
	build := config.Builds[0]
	var found []string
	_, recipe, _ := strings.Cut(files["Makefile"], "\nbuild:")
	recipe, _, _ = strings.Cut(recipe, "\n\n")
	for _, flag := range build.Flags {
		if !strings.Contains(recipe, " "+flag+" ") {
			found = append(found, "make build does without "+flag)
		}
	}
	if !slices.Contains(build.Flags, "-trimpath") || !slices.Equal(build.Ldflags, []string{"-s -w -X " + module + "/internal/cli.override=v{{ .Version }}"}) {
		found = append(found, fmt.Sprintf(".goreleaser.yaml builds with %q and %q", build.Flags, build.Ldflags))
	}
	if !slices.Equal(build.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(build.Goarch, []string{"amd64", "arm64"}) {
		found = append(found, fmt.Sprintf(".goreleaser.yaml builds for %q on %q, want linux, darwin and windows on amd64 and arm64", build.Goos, build.Goarch))
	}
	return found
}
