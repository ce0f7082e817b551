package iamlint_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func TestTheActionInstalls(t *testing.T) {
	const script = "#!/bin/sh\necho \"iamlint 1.2.3\"; echo ran >\"$RUNNER_TEMP/ran\"\n"
	archive := packed(t, script)
	row := fmt.Sprintf("%x  iamlint_1.2.3_linux_amd64.tar.gz\n", sha256.Sum256(archive))
	tests := []struct {
		name      string
		table     string
		archive   []byte
		variables map[string]string
		want      string // part of the one complaint; "" for none
	}{
		{name: "what was released", table: row, archive: archive},
		{name: "a program that the user names", variables: map[string]string{"INPUT_PROGRAM": "echo"}},
		{name: "what was tampered with", table: row, archive: packed(t, script+"# and more\n"), want: "is not what was released: its SHA-256 is "},
		{name: "what was cut off", table: row, archive: archive[:len(archive)-1], want: "is not what was released"},
		{name: "what is not there", table: row, want: "cannot download "},
		{name: "a commit between releases", table: "# a comment\n", want: "belongs to no release"},
		{name: "a table that names two", table: row + strings.Replace(row, "1.2.3", "1.2.4", 1), archive: archive, want: "more than one archive for linux on amd64"},
		{name: "a machine that no release is for", table: row, archive: archive, variables: map[string]string{"RUNNER_ARCH": "ARM"}, want: "no release for RUNNER_ARCH ARM"},
		{name: "a system that this release is not for", table: row, archive: archive, variables: map[string]string{"RUNNER_OS": "macOS"}, want: "belongs to no release"},
		{name: "a program that is none", variables: map[string]string{"INPUT_PROGRAM": "nowhere/iamlint"}, want: "names nowhere/iamlint, which is no program"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t)
			r.variables["IAMLINT_RELEASES"] = "file://" + filepath.Join(r.folder, "releases")
			r.variables["IAMLINT_CHECKSUMS"] = filepath.Join(r.folder, "work space", "checksums.txt")
			r.write(t, "checksums.txt", test.table)
			if test.archive != nil {
				if err := os.MkdirAll(filepath.Join(r.folder, "releases", "v1.2.3"), 0o755); err != nil {
					t.Fatal(err)
				}
				r.write(t, "../releases/v1.2.3/iamlint_1.2.3_linux_amd64.tar.gz", string(test.archive))
			}
			for name, value := range test.variables {
				r.variables[name] = value
			}
			code := r.run(t, "install.sh")
			if test.want == "" {
				if program := r.output("program"); code != 0 || program == "" {
					t.Errorf("exit code %d, program %q: %s", code, program, r.log)
				}
				return
			}
			if code == 0 || !strings.Contains(r.log, test.want) || strings.Count(r.log, "::error title=iamlint::") != 1 {
				t.Errorf("exit code %d and %q, want one complaint with %q", code, r.log, test.want)
			}
			if r.output("program") != "" || r.read("temp/ran") != "" {
				t.Error("what was refused was installed or ran")
			}
		})
	}
}

// packed is a release's archive with a program in it.
func packed(t *testing.T, program string) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	if err := archive.WriteHeader(&tar.Header{Name: "iamlint", Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Write([]byte(program)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(archive.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheActionTakesTheSumsOfARelease(t *testing.T) {
	r := newRunner(t)
	sum := strings.Repeat("0a", 32)
	r.write(t, "sums", fmt.Sprintf("%[1]s  iamlint_1.2.3_linux_amd64.cdx.json\n%[1]s  iamlint_1.2.3_windows_arm64.zip\n%[1]s  iamlint_1.2.3_linux_amd64.tar.gz\n", sum))
	before, err := os.ReadFile("action/checksums.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, err := exec.CommandContext(t.Context(), ".ci/checksums", filepath.Join(r.folder, "work space", "sums")).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for line := range strings.Lines(string(before)) {
		if strings.HasPrefix(line, "#") {
			want += line
		}
	}
	want += fmt.Sprintf("%[1]s  iamlint_1.2.3_linux_amd64.tar.gz\n%[1]s  iamlint_1.2.3_windows_arm64.zip\n", sum)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("checksums.txt (-want +got):\n%s", diff)
	}
}
