//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// full tells whether the figures of docs/reliability.md are to be held in full, on a machine that does nothing else:
// ordinary runs of these tests do less, and measure no time.
func full() bool { return os.Getenv("IAMLINT_RELIABILITY") == "full" }

func times(all, few int) int {
	if full() {
		return all
	}
	return few
}

const (
	someTime    = 2 * time.Second
	someMemory  = 300 << 20
	ruleTime    = 2*time.Second + 500*time.Millisecond
	ruleMemory  = 512 << 20
	interrupted = 130
)

// end is how a run ended.
type end struct {
	code           int // 128 + the number of the signal that ended it, as a shell says
	stdout, stderr string
	took           time.Duration
	worked         time.Duration // on all processors, which suffers less from what else the machine does
	memory         int64         // at most, in bytes
}

// iamlint runs the program in a folder.
func iamlint(t *testing.T, folder string, args ...string) end {
	t.Helper()
	return ended(t, exec.CommandContext(t.Context(), "iamlint", args...), folder, func(*os.Process) {})
}

func ended(t *testing.T, cmd *exec.Cmd, folder string, meanwhile func(*os.Process)) end {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &stdout, &stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	meanwhile(cmd.Process)
	err := cmd.Wait()
	if failed, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatal(failed, err)
	}
	e := end{code: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String(), took: time.Since(start), worked: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		e.code = 128 + int(status.Signal())
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		e.memory = usage.Maxrss
		if runtime.GOOS != "darwin" {
			e.memory <<= 10
		}
	}
	return e
}

// within checks what work a run did, if that is to be measured.
func (e end) within(t *testing.T, limit time.Duration, memory int64) {
	t.Helper()
	t.Logf("%s of work, %s in all, %d MiB", e.worked.Round(time.Millisecond), e.took.Round(time.Millisecond), e.memory>>20)
	if full() && (e.worked > limit || e.memory > memory) {
		t.Errorf("worked for %s with %d MiB, want at most %s and %d MiB", e.worked, e.memory>>20, limit, memory>>20)
	}
}

// folder makes a folder of files by their names.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const (
	admin    = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`
	template = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement: "
)

// manyRoles is a template with many findings, the report on which takes a while to write.
func manyRoles(n int) string {
	var b strings.Builder
	b.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n")
	for i := range n {
		fmt.Fprintf(&b, "  P%d:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement: [{Effect: Allow, Action: ['s3:*', 'iam:PassRole'], Resource: '*'}]\n", i)
	}
	return b.String()
}

func TestBombsAreDefused(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program many times")
	}
	aliases, merges := strings.Builder{}, strings.Builder{}
	for _, b := range []*strings.Builder{&aliases, &merges} {
		b.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nMetadata:\n  a0: &a0 {k: v}\n")
	}
	for i := range 9 {
		fmt.Fprintf(&aliases, "  a%d: &a%[1]d [%s]\n", i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
		fmt.Fprintf(&merges, "  a%d: &a%[1]d {<<: [%s], k%[1]d: v}\n", i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	for name, content := range map[string]string{
		"aliases.yaml":   aliases.String() + "Resources: {}\n",
		"merges.yaml":    merges.String() + "Resources: {}\n",
		"self.yaml":      "AWSTemplateFormatVersion: '2010-09-09'\nResources: &r\n  a: *r\n",
		"deep.yaml":      "AWSTemplateFormatVersion: '2010-09-09'\nResources: " + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000),
		"deep.json":      `{"AWSTemplateFormatVersion":"2010-09-09","Resources":` + strings.Repeat(`{"a":`, 200_000) + "1" + strings.Repeat("}", 200_001),
		"flow.yaml":      "AWSTemplateFormatVersion: '2010-09-09'\nResources: {" + strings.Repeat("a,", 500_000) + "}\n",
		"keys.json":      `{"AWSTemplateFormatVersion":"2010-09-09","Resources":{` + strings.Repeat(`"a":1,`, 170_000) + `"b":1}}`,
		"wildcards.yaml": template + "[{Effect: Allow, Action: ['s3:" + strings.Repeat("*a", 5_000) + "'], Resource: '" + strings.Repeat("*a", 5_000) + "'}]\n",
		"actions.yaml":   template + "[{Effect: Allow, Action: [" + strings.TrimSuffix(strings.Repeat("'*',", 10_000), ",") + "], Resource: '*'}]\n",
		"sub.yaml":       template + "[{Effect: Allow, Action: 's3:GetObject', Resource: !Sub '" + strings.Repeat("${AWS::Region}", 30_000) + "'}]\n",
	} {
		t.Run(name, func(t *testing.T) {
			e := iamlint(t, folder(t, map[string]string{name: content, "good.json": admin}), "check", ".")
			if e.code > 2 || strings.Contains(e.stderr, "goroutine ") || !strings.Contains(e.stdout, "good.json") {
				t.Errorf("got code %d, stderr %.300s", e.code, e.stderr)
			}
			e.within(t, someTime, someMemory)
		})
	}
}

func TestWhatStandsInAFolderDoesNoHarm(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program")
	}
	root := folder(t, map[string]string{
		"good.json": admin, "sub/a\nb.json": admin, "sub/\x1b[2J.json": admin, "sub/" + "\xff\xfe.json": admin, "sub/-.json": admin, "sub/\u202egnp.json": admin, "locked.json": admin,
	})
	socket, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(socket) })
	t.Chdir(root) // the name of a socket must be short
	for _, err := range []error{
		syscall.Bind(socket, &syscall.SockaddrUnix{Name: "socket.json"}), syscall.Mkfifo("pipe.yaml", 0o600), os.Symlink(".", "loop"), os.Symlink("self.yaml", "self.yaml"),
		os.Symlink("..", "sub/up"), os.Symlink("/dev/zero", "zero.yaml"), os.Chmod("locked.json", 0),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	e := iamlint(t, root, "check", ".", "--format", "compact")
	want := 2
	if os.Getuid() == 0 {
		want = 1 // who may read everything
	}
	if e.code != want || strings.Count(e.stdout, "admin-access") < 6 {
		t.Errorf("got code %d, want %d; stdout %q, stderr %q", e.code, want, e.stdout, e.stderr)
	}
	for _, r := range e.stdout + e.stderr {
		if r != '\n' && (r < ' ' || r == '\u202e' || r == 0x7f) {
			t.Fatalf("%U is in the output: %q", r, e.stdout+e.stderr)
		}
	}
	for _, name := range []string{"pipe.yaml", "socket.json", "zero.yaml", "self.yaml"} {
		if e := iamlint(t, root, "check", name); e.code != 2 || !strings.Contains(e.stdout, "cannot be read") {
			t.Errorf("%s: got code %d, stdout %q, stderr %q", name, e.code, e.stdout, e.stderr)
		}
	}
}

func TestATreeOfManyFilesIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("makes thousands of files")
	}
	root, n := t.TempDir(), times(100_000, 2_000)
	for i := range n {
		if i%100 == 0 {
			if err := os.MkdirAll(filepath.Join(root, fmt.Sprint(i/10_000), fmt.Sprint(i/100)), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		content := "a: b\n"
		if i%1000 == 0 {
			content = admin
		}
		if err := os.WriteFile(filepath.Join(root, fmt.Sprint(i/10_000), fmt.Sprint(i/100), fmt.Sprint(i)+".json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	e := iamlint(t, root, "check", "--format", "compact")
	if got := strings.Count(e.stdout, "[admin-access]"); e.code != 1 || got != n/1000 {
		t.Errorf("got code %d and %d administrators, want 1 and %d; stderr %q", e.code, got, n/1000, e.stderr)
	}
	t.Logf("%d files: %s, %d MiB", n, e.took, e.memory>>20)
}

// TestNothingAsksTheNetwork looks at the calls of the system that a run makes.
func TestNothingAsksTheNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program")
	}
	program, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("there is no strace")
	}
	root := folder(t, map[string]string{"admin.json": admin, "many.yaml": manyRoles(5)})
	for _, args := range [][]string{{"check"}, {"check", "--format", "sarif", "--output", "out"}, {"audit", "--from", "admin.json"}, {"policy", "ReadOnlyAccess"}, {"explain", "admin-access"}} {
		calls := filepath.Join(t.TempDir(), "calls")
		cmd := exec.CommandContext(t.Context(), program, append([]string{"-f", "-qq", "-e", "trace=network", "-o", calls, "iamlint"}, args...)...)
		e := ended(t, cmd, root, func(*os.Process) {})
		made, err := os.ReadFile(calls)
		if err != nil {
			t.Skipf("strace does not work here: %v, %s", err, e.stderr)
		}
		for line := range strings.Lines(string(made)) {
			// Signals, ends, and threads that end along with the program between two calls.
			if !strings.Contains(line, "---") && !strings.Contains(line, "+++") && !strings.Contains(line, "???( <detached") {
				t.Errorf("%q: %s", args, line)
			}
		}
	}
}

// TestSecretsAreNotTold puts canaries wherever a run could come by a secret, and looks for them in all that it writes.
func TestSecretsAreNotTold(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the whole program many times")
	}
	const canary = "CANARY7f3a"
	home := folder(t, map[string]string{".aws/credentials": "[default]\naws_access_key_id = " + canary + "\naws_secret_access_key = " + canary + "\naws_session_token = " + canary + "\n"})
	root := folder(t, map[string]string{
		"t.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Token: {Type: String, NoEcho: true, Default: " + canary + "}\nResources:\n" +
			"  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      Description: !Ref Token\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n" +
			"        - {Effect: Allow, Action: 's3:*', Resource: !Sub 'arn:aws:s3:::${Token}/*'}\n        - {Effect: Allow, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:PrincipalTag/t': !Ref Token}}}\n",
		"params.json": `{"Token": "` + canary + `"}`,
	})
	for _, format := range []string{"text", "compact", "json", "sarif", "html", "markdown", "csv", "junit", "github"} {
		for _, extra := range [][]string{nil, {"--param", "Token=" + canary}} {
			cmd := exec.CommandContext(t.Context(), "iamlint", append([]string{"check", "t.yaml", "--format", format}, extra...)...)
			cmd.Env = append(os.Environ(), "HOME="+home, "AWS_ACCESS_KEY_ID="+canary, "AWS_SECRET_ACCESS_KEY="+canary, "AWS_SESSION_TOKEN="+canary)
			e := ended(t, cmd, root, func(*os.Process) {})
			if e.code != 1 {
				t.Fatalf("%s: got code %d, stderr %q", format, e.code, e.stderr)
			}
			if at := strings.Index(e.stdout+e.stderr, canary); at >= 0 {
				t.Errorf("%s %q tells the canary: %q", format, extra, (e.stdout + e.stderr)[max(0, at-80):at+20])
			}
		}
	}
}

// TestRulesOfAUsersOwnAreHeldBack gives rules that would take all the time and memory there is.
func TestRulesOfAUsersOwnAreHeldBack(t *testing.T) {
	if testing.Short() {
		t.Skip("takes the two seconds that rules may take, several times")
	}
	const letters = "letters := split(\"abcdefghijklmnopqrstuvwxyz\", \"\")\n\n"
	const six = "some a in letters; some b in letters; some c in letters; some d in letters; some e in letters; some f in letters\n\t"
	doubling := "report contains 1 if {\n\ta0 := split(\"abcdefgh\", \"\")\n"
	for i := range 40 {
		doubling += fmt.Sprintf("\ta%d := array.concat(a%d, a%[2]d)\n", i+1, i)
	}
	for name, body := range map[string]string{
		"loop":     letters + "report contains 1 if {\n\t" + six + "concat(\"\", [a, b, c, d, e, f]) == \"a\"\n}",
		"hoard":    letters + "hoard contains concat(\"\", [a, b, c, d, e, f]) if {\n\t" + six + "true\n}\n\nreport contains 1 if count(hoard) == 1",
		"doubling": doubling + "\tcount(a40) == 1\n}",
		"range":    "report contains 1 if count(numbers.range(1, 60000000)) == 1",
		"asking":   "report contains 1 if http.send({\"method\": \"get\", \"url\": \"http://127.0.0.1\"}).status_code == 200",
	} {
		t.Run(name, func(t *testing.T) {
			root := folder(t, map[string]string{"admin.json": admin, "own/hygiene/mine/mine.rego": "# METADATA\n# title: T\n# description: D.\n# custom:\n#   id: mine\n#   category: hygiene\n" +
				"#   severity: low\n#   since: 0.1.0\n#   remediation: R.\npackage iamlint.rules.mine\n\n" + body + "\n"})
			e := iamlint(t, root, "check", "admin.json", "--rules", "own")
			if e.code != 2 || strings.Contains(e.stderr, "goroutine ") || !strings.Contains(e.stdout+e.stderr, "mine") {
				t.Errorf("got code %d, stdout %q, stderr %q", e.code, e.stdout, e.stderr)
			}
			e.within(t, ruleTime+time.Second, ruleMemory) // a second for all that is not the rule
		})
	}
	for _, elsewhere := range []string{`\\host\share`, "//host/share", "https://example.com/rules", "git::https://example.com/rules", "s3://bucket/rules"} {
		if e := iamlint(t, t.TempDir(), "check", "--rules", elsewhere); e.code != 2 || !strings.HasPrefix(e.stderr, "iamlint: --rules: ") {
			t.Errorf("%s: got code %d, stderr %q", elsewhere, e.code, e.stderr)
		}
	}
}
