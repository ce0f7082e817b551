package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report"
)

// times is how often something is done: as often as docs/reliability.md says when IAMLINT_RELIABILITY is full, else less.
func times(all, few int) int {
	if os.Getenv("IAMLINT_RELIABILITY") == "full" {
		return all
	}
	return few
}

// jsonOutput is what the tests below read of the JSON report.
type jsonOutput struct {
	Findings []struct{ Rule, File, Message, Fingerprint string }
	Notices  []struct {
		Level, File, Message string
		Line, Column         int
	}
}

func checkJSON(t *testing.T, cwd string, args ...string) (code int, out jsonOutput) {
	t.Helper()
	code, stdout, stderr := program(t, t.Context(), cwd, append([]string{"check", "--format", "json"}, args...)...)
	if err := json.Unmarshal([]byte(stdout), &out); err != nil || stderr != "" {
		t.Fatalf("%v, stderr %q", err, stderr)
	}
	return code, out
}

// manyFiles are templates, policies and other files, by name.
func manyFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{"broken.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources: [\n", "other.yaml": "a: b\n"}
	for name, content := range gatherTemplates(t, t.TempDir()) {
		if len(files) < times(40, 15) {
			files[name] = string(content)
		}
	}
	return files
}

func TestOutputIsTheSameInAnyOrderOnAnyNumberOfProcessors(t *testing.T) {
	if testing.Short() {
		t.Skip("judges many files many times")
	}
	files := manyFiles(t)
	cwd := tree(t, files)
	names := slices.Sorted(maps.Keys(files))
	t.Cleanup(func(n int) func() { return func() { runtime.GOMAXPROCS(n) } }(runtime.GOMAXPROCS(0)))
	chance := rand.New(rand.NewPCG(10, 11))
	for _, format := range []string{"json", "sarif", "html"} {
		t.Run(format, func(t *testing.T) {
			first := ""
			for i := range times(20, 2) {
				runtime.GOMAXPROCS([]int{1, 8, 2, 3}[i%4])
				chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
				code, stdout, stderr := program(t, t.Context(), cwd, append([]string{"check", "--format", format}, names...)...)
				if code != exitIncomplete || stderr != "" {
					t.Fatalf("got code %d, stderr %q", code, stderr)
				}
				if first == "" {
					first = stdout
				}
				if stdout != first {
					t.Fatalf("run %d differs from the first (-first +it):\n%s", i, cmp.Diff(first, stdout))
				}
			}
		})
	}
}

// manyRoles is a template of roles that may assume and pass one another and that have a policy in common: enough of them
// that facts, sieves, escalations and rules are worked at by several processors.
func manyRoles(n int) string {
	var b strings.Builder
	b.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n")
	b.WriteString("  Common:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: ['s3:Get*', 's3:GetObject'], Resource: '*'}]}\n")
	for i := range n {
		fmt.Fprintf(&b, "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns: [!Ref Common]\n", i)
		fmt.Fprintf(&b, "      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root', Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}\n")
		fmt.Fprintf(&b, "      Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: [\n")
		fmt.Fprintf(&b, "        {Effect: Allow, Action: [sts:AssumeRole, iam:PassRole], Resource: !GetAtt R%d.Arn}, {Effect: Allow, Action: 'lambda:*', Resource: '*'},\n", (i+1)%n)
		fmt.Fprintf(&b, "        {Effect: Allow, Action: ['iam:Put*', s3:Gett%d], Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:role/r%d-*'}, {Effect: Deny, Action: s3:GetObject, Resource: 'arn:aws:s3:::b%d/*'}]}}]\n", i, i%7, i%5)
	}
	return b.String()
}

func TestOneLargeTemplateIsJudgedTheSameOnAnyNumberOfProcessors(t *testing.T) {
	cwd := tree(t, map[string]string{"roles.yaml": manyRoles(100)})
	t.Cleanup(func(n int) func() { return func() { runtime.GOMAXPROCS(n) } }(runtime.GOMAXPROCS(0)))
	first := ""
	for _, processors := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(processors)
		_, stdout, stderr := program(t, t.Context(), cwd, "check", "--format", "json", "roles.yaml")
		if stderr != "" || strings.Count(stdout, `"escalation`) < 100 {
			t.Fatalf("stderr %q, output\n%.3000s", stderr, stdout)
		}
		if first == "" {
			first = stdout
		}
		if stdout != first {
			t.Fatalf("on %d processors it differs from one (-one +%d):\n%s", processors, processors, cmp.Diff(first, stdout))
		}
	}
}

func TestABadFileTakesNothingFromTheOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("judges a hundred files three times")
	}
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("%02d.yaml", i)] = fmt.Sprintf("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  P%d:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"+
			"      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: ['s3:*', 'iam:PassRole'], Resource: '*'}]}\n", i)
	}
	cwd := tree(t, files)
	_, whole := checkJSON(t, cwd)
	if err := os.WriteFile("50.yaml", []byte("AWSTemplateFormatVersion: '2010-09-09'\nResources: {a: [}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, rest := checkJSON(t, cwd)
	if code != exitIncomplete {
		t.Errorf("got code %d, want %d", code, exitIncomplete)
	}
	want := whole.Findings[:0:0]
	for _, f := range whole.Findings {
		if f.File != "50.yaml" {
			f.Fingerprint = f.Fingerprint[:32] // the number counts findings of several files
			want = append(want, f)
		}
	}
	for i := range rest.Findings {
		rest.Findings[i].Fingerprint = rest.Findings[i].Fingerprint[:32]
	}
	if diff := cmp.Diff(want, rest.Findings); diff != "" || len(want) < 99 {
		t.Errorf("findings of the others (-without +with the bad file):\n%s", diff)
	}
	_, stdout, _ := program(t, t.Context(), cwd, "check", "--format", "sarif")
	var log struct {
		Runs []struct {
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []struct {
					Level     string
					Locations []struct {
						PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0].Invocations[0]
	if run.ExecutionSuccessful || len(run.ToolExecutionNotifications) != 1 || run.ToolExecutionNotifications[0].Level != "error" ||
		run.ToolExecutionNotifications[0].Locations[0].PhysicalLocation.ArtifactLocation.URI != "50.yaml" {
		t.Errorf("SARIF says %+v, want that 50.yaml failed", run)
	}
}

// TestExitCodes goes through every combination of what is found, what fails the run, what goes wrong, and the format. Of
// ordinary runs each combination of the first three has one format.
func TestExitCodes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every combination")
	}
	cwd := tree(t, map[string]string{
		"none.json": `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/key"}]}`,
		"some.json": adminPolicy, "broken.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources: [\n",
	})
	_, out := checkJSON(t, cwd, "some.json", "--enable", "admin-access", "--disable", "all")
	if len(out.Findings) != 1 {
		t.Fatalf("got %d findings, want one", len(out.Findings))
	}
	settings := []string{"", "none"}
	for s := finding.Info; s <= finding.Critical; s++ {
		settings = append(settings, s.String())
	}
	cells := 0
	for i, found := range []string{"none", "info", "low", "medium", "high", "critical"} {
		for j, failOn := range settings {
			for k, trouble := range []string{"", "broken.yaml", "missing.yaml"} {
				for n, format := range report.Formats() {
					if times(1, 0) == 0 && (i+j+k)%len(report.Formats()) != n {
						continue
					}
					cells++
					c := exitCase{found, failOn, trouble, format}
					if code, want := c.run(t, cwd), c.want(t); code != want {
						t.Errorf("%+v: got code %d, want %d", c, code, want)
					}
				}
			}
		}
	}
	t.Logf("%d combinations", cells)
}

// exitCase is one combination: the severity of what is found, --fail-on, a file that can't be read, --format.
type exitCase struct{ found, failOn, trouble, format string }

func (c exitCase) run(t *testing.T, cwd string) int {
	t.Helper()
	args := []string{"check", "--no-config", "--disable", "all", "--enable", "admin-access", "--format", c.format}
	if c.found == "none" {
		args = append(args, "none.json")
	} else {
		configuration := cwd + "/" + c.found + ".config.yaml"
		if err := os.WriteFile(configuration, []byte("disable: [all]\nenable: [admin-access]\nseverities: {admin-access: "+c.found+"}\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		args = []string{"check", "--config", configuration, "--format", c.format, "some.json"}
	}
	if c.failOn != "" {
		args = append(args, "--fail-on", c.failOn)
	}
	if c.trouble != "" {
		args = append(args, c.trouble)
	}
	code, _, _ := program(t, t.Context(), cwd, args...)
	return code
}

func (c exitCase) want(t *testing.T) int {
	t.Helper()
	switch {
	case c.trouble != "":
		return exitIncomplete
	case c.found == "none" || c.failOn == "none":
		return exitClean
	}
	level, err := finding.ParseSeverity(c.found)
	if err != nil {
		t.Fatal(err)
	}
	threshold := finding.High
	if c.failOn != "" {
		if threshold, err = finding.ParseSeverity(c.failOn); err != nil {
			t.Fatal(err)
		}
	}
	if level >= threshold {
		return exitFindings
	}
	return exitClean
}

// TestNothingGoesOnAfterAnInterruption ends runs at any instant: soon after, no goroutine of theirs is left.
func TestNothingGoesOnAfterAnInterruption(t *testing.T) {
	if testing.Short() {
		t.Skip("judges many files many times")
	}
	cwd := tree(t, manyFiles(t))
	chance := rand.New(rand.NewPCG(12, 13))
	before := runtime.NumGoroutine()
	for range times(100, 5) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Duration(chance.Int64N(int64(400*time.Millisecond))), cancel)
		code, _, _ := program(t, ctx, cwd, "check", "--format", "json", "--output", "out")
		cancel()
		if code != exitInterrupted && code != exitIncomplete {
			t.Fatalf("got code %d", code)
		}
		_ = os.Remove("out")
	}
	left := 0
	for range 500 {
		if left = runtime.NumGoroutine(); left <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after:\n%s", before, left, stacks[:runtime.Stack(stacks, true)])
}

// TestFingerprintsSurviveWhatMovesLines changes the lines around findings, and wants each to keep what identifies it.
func TestFingerprintsSurviveWhatMovesLines(t *testing.T) {
	if testing.Short() {
		t.Skip("judges many templates")
	}
	templates := gatherTemplates(t, t.TempDir())
	var names []string
	for name := range templates {
		if strings.HasSuffix(name, ".yaml") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	j, err := newJudge(rulePick{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	prints := func(content string) map[string]int {
		x := examiner{judge: func() (*judge, error) { return j, nil }}
		o := outcome{artifact: "t.yaml", content: []byte(content)}
		x.judgeContent(t.Context(), &o)
		r, err := collect(nil, []outcome{o})
		if err != nil {
			t.Fatal(err)
		}
		counted := map[string]int{}
		for _, f := range r.Findings {
			counted[f.Rule+" "+f.Fingerprint]++
		}
		return counted
	}
	chance := rand.New(rand.NewPCG(14, 15))
	mutations, all, kept := 0, 0, 0
	for mutations < times(5000, 60) {
		content := string(templates[names[chance.IntN(len(names))]])
		before := prints(content)
		for _, moved := range rewritten(content, chance) {
			mutations++
			after := prints(moved)
			for print, n := range before {
				all += n
				kept += min(n, after[print])
			}
		}
	}
	t.Logf("%d mutations: %d of %d findings keep their fingerprint", mutations, kept, all)
	if kept*100 < all*99 || all == 0 {
		t.Errorf("%d of %d findings keep their fingerprint, want 99 %%", kept, all)
	}
}

// rewritten are a template's ways to say the same on other lines.
func rewritten(content string, chance *rand.Rand) []string {
	lines := strings.SplitAfter(content, "\n")
	var indented, shorter strings.Builder
	for _, line := range lines {
		text := strings.TrimLeft(line, " ")
		if text != line {
			indented.WriteString("  ")
		}
		indented.WriteString(line)
		if !strings.HasPrefix(text, "#") && strings.TrimSpace(text) != "" {
			shorter.WriteString(line)
		}
	}
	return []string{
		strings.Repeat("# a comment\n", 1+chance.IntN(5)) + content,
		strings.ReplaceAll(content, "\r\n", "\n"),
		strings.ReplaceAll(strings.ReplaceAll(content, "\r\n", "\n"), "\n", "\r\n"),
		indented.String(),
		shorter.String(),
		strings.Replace(content, "\nResources:\n", "\n\n# what there is\nResources:\n", 1),
	}
}
