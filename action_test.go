package iamlint_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/iamlint/iamlint/internal/cli"
)

// TestMain lets the test binary stand in for the program, so that scripts can be tested with it and nothing is built.
func TestMain(m *testing.M) {
	if os.Getenv("BE_IAMLINT") != "" {
		os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// runner is a machine that runs a step of a workflow.
type runner struct {
	folder    string // with workspace and temp
	variables map[string]string
	log       string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the bash on PATH may be that of another system; ci.yml runs the action on Windows")
	}
	r := &runner{folder: t.TempDir()}
	for _, name := range []string{"temp", "work space"} {
		if err := os.Mkdir(filepath.Join(r.folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r.variables = map[string]string{
		"PATH":                os.Getenv("PATH"),
		"BE_IAMLINT":          "1",
		"PROGRAM":             program,
		"GITHUB_OUTPUT":       filepath.Join(r.folder, "output"),
		"GITHUB_STEP_SUMMARY": filepath.Join(r.folder, "summary"),
		"RUNNER_TEMP":         filepath.Join(r.folder, "temp"),
		"RUNNER_OS":           "Linux",
		"RUNNER_ARCH":         "X64",
		"INPUT_PATHS":         ".",
		"INPUT_FAIL_ON":       "",
		"INPUT_ARGS":          "",
		"INPUT_ANNOTATIONS":   "auto",
		"INPUT_JOB_SUMMARY":   "true",
		"INPUT_UPLOAD_SARIF":  "true",
		"MAY_UPLOAD":          "yes",
	}
	return r
}

// run runs a script of the action and returns its exit code.
func (r *runner) run(t *testing.T, script string) int {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("action", script))
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.ReadFile(path) // so that the test cache notices a change
	if err != nil {
		t.Fatal(err)
	}
	step := exec.CommandContext(t.Context(), "bash", path)
	step.Dir = filepath.Join(r.folder, "work space")
	for name, value := range r.variables {
		step.Env = append(step.Env, name+"="+value)
	}
	out, err := step.CombinedOutput()
	r.log = string(out)
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return failed.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0
}

func (r *runner) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.folder, "work space", name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// read reads a file of the runner, which may not be there.
func (r *runner) read(name string) string {
	text, err := os.ReadFile(filepath.Join(r.folder, name))
	if err != nil {
		return ""
	}
	return string(text)
}

// output is what the step says by a name.
func (r *runner) output(name string) string {
	value := ""
	for line := range strings.Lines(r.read("output")) {
		if found, ok := strings.CutPrefix(line, name+"="); ok {
			value = strings.TrimSuffix(found, "\n")
		}
	}
	return value
}

func TestTheActionChecks(t *testing.T) {
	const nothing = `{"critical":0,"high":0,"medium":0,"low":0,"info":0}`
	tests := []struct {
		name      string
		files     map[string]string
		variables map[string]string
		code      int               // of the script
		outputs   map[string]string // "sarif-file" is "yes" or ""
		log       []string
		silent    []string // what neither the log nor the summary says
		summary   string
	}{
		{
			name: "nothing is found", files: map[string]string{"topic.yaml": goodTemplate},
			outputs: map[string]string{"exit-code": "0", "findings": "0", "findings-by-severity": nothing, "notices": "0", "sarif-file": "yes", "upload": "yes"},
			log:     []string{"no findings in 1 file"}, summary: "no findings",
		},
		{
			name: "what is found goes to code scanning, and is not annotated twice", files: map[string]string{"admin.json": badPolicy},
			outputs: map[string]string{"exit-code": "1", "findings": "1", "findings-by-severity": strings.Replace(nothing, `"critical":0`, `"critical":1`, 1), "sarif-file": "yes", "upload": "yes"},
			log:     []string{"critical[admin-access]"}, silent: []string{"::error", "::notice"}, summary: "admin-access",
		},
		{
			name: "a pull request of a fork is annotated, in case code scanning takes nothing from it", files: map[string]string{"admin.json": badPolicy}, variables: map[string]string{"MAY_UPLOAD": "perhaps"},
			outputs: map[string]string{"exit-code": "1", "sarif-file": "yes", "upload": "perhaps"},
			log:     []string{"::error file=admin.json"}, summary: "admin-access",
		},
		{
			name: "a push of Dependabot's is annotated", files: map[string]string{"admin.json": badPolicy}, variables: map[string]string{"MAY_UPLOAD": "no"},
			outputs: map[string]string{"exit-code": "1", "sarif-file": "yes", "upload": "no"},
			log:     []string{"::error file=admin.json"}, summary: "admin-access",
		},
		{
			name: "nothing is uploaded, annotated or summed up if so wished", files: map[string]string{"admin.json": badPolicy},
			variables: map[string]string{"INPUT_UPLOAD_SARIF": "false", "INPUT_ANNOTATIONS": "false", "INPUT_JOB_SUMMARY": "false"},
			outputs:   map[string]string{"exit-code": "1", "upload": "no"}, log: []string{"critical[admin-access]"}, silent: []string{"::"},
		},
		{
			name: "half a job is not uploaded, since the other half would count as fixed", files: map[string]string{"admin.json": badPolicy, "broken.json": brokenPolicy},
			outputs: map[string]string{"exit-code": "2", "findings": "1", "notices": "1", "sarif-file": "", "upload": "no"},
			log:     []string{"critical[admin-access]", "::warning title=iamlint::nothing goes to code scanning"}, summary: "broken.json",
		},
		{
			name: "a threshold", files: map[string]string{"admin.json": badPolicy}, variables: map[string]string{"INPUT_FAIL_ON": "none"},
			outputs: map[string]string{"exit-code": "0", "findings": "1", "upload": "yes"}, log: []string{"critical[admin-access]"},
		},
		{
			name: "a threshold that is none", files: map[string]string{"admin.json": badPolicy}, variables: map[string]string{"INPUT_FAIL_ON": "grave"},
			outputs: map[string]string{"exit-code": "2", "upload": "no"}, log: []string{`unknown severity "grave"`},
		},
		{
			name: "paths and arguments stand on lines of their own", files: map[string]string{"a b.json": badPolicy, "-c.json": badPolicy, "other.json": badPolicy},
			variables: map[string]string{"INPUT_PATHS": "a b.json\r\n\n-c.json\n", "INPUT_ARGS": "--no-config\n\n--severity=critical"},
			outputs:   map[string]string{"exit-code": "1", "findings": "2"}, log: []string{"a b.json:1:", "-c.json:1:"}, silent: []string{"other.json"},
		},
		{
			name: "no input is a command", files: map[string]string{"$(touch pwned).json": badPolicy},
			variables: map[string]string{"INPUT_PATHS": "$(touch pwned).json\n`touch pwned`\n;touch pwned", "INPUT_ARGS": "--fail-on=$(touch pwned)", "INPUT_FAIL_ON": "high; touch pwned"},
			outputs:   map[string]string{"exit-code": "2"}, log: []string{`unknown severity "$(touch pwned)"`},
		},
		{
			name: "an input that is neither yes nor no", variables: map[string]string{"INPUT_UPLOAD_SARIF": "yes"},
			code: 2, log: []string{"::error title=iamlint::the input upload-sarif is none of: true false"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t)
			for name, text := range test.files {
				r.write(t, name, text)
			}
			for name, value := range test.variables {
				r.variables[name] = value
			}
			if got := r.run(t, "check.sh"); got != test.code {
				t.Fatalf("exit code %d, want %d: %s", got, test.code, r.log)
			}
			for name, want := range test.outputs {
				got := r.output(name)
				if name == "sarif-file" && got != "" {
					if text := r.read(filepath.Join("temp", filepath.Base(got))); !strings.Contains(text, `"version": "2.1.0"`) {
						t.Errorf("%s is no SARIF: %q", got, text)
					}
					got = "yes"
				}
				if got != want {
					t.Errorf("output %s is %q, want %q", name, got, want)
				}
			}
			for _, want := range test.log {
				if !strings.Contains(r.log, want) {
					t.Errorf("the log does not say %q: %s", want, r.log)
				}
			}
			for _, word := range test.silent {
				if strings.Contains(r.log+r.read("summary"), word) {
					t.Errorf("the log or the summary says %q: %s", word, r.log)
				}
			}
			if got := r.read("summary"); !strings.Contains(got, test.summary) || (r.variables["INPUT_JOB_SUMMARY"] == "false" && got != "") {
				t.Errorf("the summary is %q, want %q in it", got, test.summary)
			}
			if got := r.read("work space/pwned"); got != "" || exists(filepath.Join(r.folder, "work space", "pwned")) {
				t.Error("an input was run as a command")
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestTheActionPassesWhatItsScriptsRead holds action.yml against the scripts: what a step sets, its script reads, and what
// the action tells, a script says.
func TestTheActionPassesWhatItsScriptsRead(t *testing.T) {
	var action struct {
		Inputs  map[string]yaml.Node
		Outputs map[string]struct{ Value string }
		Runs    struct {
			Steps []struct {
				ID, Run string
				Env     map[string]string
			}
		}
	}
	text, err := os.ReadFile("action.yml")
	if err != nil {
		t.Fatal(err)
	}
	if err = yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	reads := regexp.MustCompile(`\b(INPUT_[A-Z_]+|MAY_UPLOAD|PROGRAM)\b`)
	says := map[string]bool{}
	for _, step := range action.Runs.Steps[:2] {
		var script []byte
		if script, err = os.ReadFile(filepath.Join("action", step.ID+".sh")); err != nil {
			t.Fatal(err)
		}
		read := map[string]bool{}
		for _, name := range reads.FindAllString(string(script), -1) {
			read[name] = true
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(read)), slices.Sorted(maps.Keys(step.Env))); diff != "" {
			t.Errorf("variables of %s.sh (-read +set by action.yml):\n%s", step.ID, diff)
		}
		for _, match := range regexp.MustCompile(`(?m)^\s*output ([a-z-]+) `).FindAllStringSubmatch(string(script), -1) {
			says["steps."+step.ID+".outputs."+match[1]] = true
		}
	}
	for _, match := range regexp.MustCompile(`steps\.(?:install|check)\.outputs\.[a-z-]+`).FindAllString(string(text), -1) {
		if !says[match] {
			t.Errorf("action.yml reads %s, which no script says: %q", match, slices.Sorted(maps.Keys(says)))
		}
	}
	page, err := os.ReadFile("docs/github.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Concat(slices.Sorted(maps.Keys(action.Inputs)), slices.Sorted(maps.Keys(action.Outputs))) {
		if !strings.Contains(string(page), "| `"+name+"`") && !strings.Contains(string(page), "`, `"+name+"`") {
			t.Errorf("docs/github.md does not tell of %s", name)
		}
		if _, input := action.Inputs[name]; input && !strings.Contains(string(text), "${{ inputs."+name+" }}") {
			t.Errorf("action.yml does nothing with the input %s", name)
		}
	}
}
