package report

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report/sarif"
	"github.com/iamlint/iamlint/internal/source"
)

// sarifReports are reports of all shapes, by name.
func sarifReports(t testing.TB) map[string]finding.Report {
	t.Helper()
	reports := map[string]finding.Report{
		"sample":  sampleReport(t),
		"nothing": {},
		"many":    manyFindings(maxResults + 10),
		"nowhere": {Findings: []finding.Finding{{}, {Related: []finding.Related{{}}}}, Notices: []finding.Notice{{}}},
	}
	for i, payload := range payloads {
		reports[fmt.Sprintf("payload-%d", i)] = forgedReport(payload)
	}
	return reports
}

// manyFindings has n findings, the gravest last.
func manyFindings(n int) finding.Report {
	text := strings.Repeat("  Action: \"s3:*\"\n", n)
	r := finding.Report{Sources: map[string][]byte{"a.yaml": []byte(text)}, Rules: sampleRules(), Files: 1}
	for i := range n {
		f := finding.Finding{Rule: "service-wildcard", Category: "wildcard", Severity: finding.High, Message: "Role 'AppRole' allows 's3:*'.", Target: "AppRole"}
		if i >= n-n/10 {
			f.Rule, f.Severity = "full-access", finding.Critical
		}
		start := source.Position{Line: i + 1, Column: 11}
		f.At = source.Location{Artifact: "a.yaml", Region: source.Region{Start: start, End: source.Position{Line: i + 1, Column: 17}}}
		r.Findings = append(r.Findings, f)
	}
	Fingerprints(&r)
	return r
}

func sarifLog(t testing.TB, r finding.Report) sarif.Log {
	t.Helper()
	var log sarif.Log
	if err := json.Unmarshal([]byte(write(t, "sarif", r, Options{Version: "1.2.3"})), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

func TestSARIFIsValidByTheOASISSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(filepath.Join("sarif", "testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for name, r := range sarifReports(t) {
		t.Run(name, func(t *testing.T) {
			if err := validate(write(t, "sarif", r, Options{Version: "1.2.3"})); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("the-schema-is-able-to-refuse", func(t *testing.T) {
		text := write(t, "sarif", sampleReport(t), Options{})
		for _, broken := range []string{
			strings.Replace(text, `"startLine": 3`, `"startLine": 0`, 1),
			strings.Replace(text, `"uri": "stacks/app.yaml"`, `"uri": "%zz"`, 1),
			strings.Replace(text, `"level": "error"`, `"level": "grave"`, 1),
		} {
			if validate(broken) == nil {
				t.Error("got no error of a broken log")
			}
		}
	})
}

// TestSARIFIsWhatGitHubWants checks the properties that GitHub's page "SARIF
// support for code scanning" says are required, and its limits.
func TestSARIFIsWhatGitHubWants(t *testing.T) {
	for name, r := range sarifReports(t) {
		t.Run(name, func(t *testing.T) {
			log := sarifLog(t, r)
			if log.Version != "2.1.0" || log.Schema == "" || len(log.Runs) != 1 {
				t.Fatalf("got version %q, schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
			}
			run := log.Runs[0]
			if run.Tool.Driver.Name == "" || run.Tool.Driver.SemanticVersion == "" || run.Tool.Driver.Rules == nil {
				t.Errorf("driver lacks something: %+v", run.Tool.Driver)
			}
			for i, rule := range run.Tool.Driver.Rules {
				checkRule(t, rule)
				if i > 0 && run.Tool.Driver.Rules[i-1].ID >= rule.ID {
					t.Errorf("rules %q and %q are not sorted", run.Tool.Driver.Rules[i-1].ID, rule.ID)
				}
			}
			if run.Results == nil || len(run.Results) > 5000 {
				t.Errorf("got %d results (nil: %t), want 0 to 5000", len(run.Results), run.Results == nil)
			}
			prints := map[string]bool{}
			for _, result := range run.Results {
				checkResult(t, run, result)
				if hash := result.PartialFingerprints["primaryLocationLineHash"]; hash != "" {
					key := result.RuleID + result.Locations[0].PhysicalLocation.ArtifactLocation.URI + hash
					if prints[key] {
						t.Errorf("two results of %s have the line hash %s", result.RuleID, hash)
					}
					prints[key] = true
				}
			}
		})
	}
}

func checkRule(t *testing.T, rule sarif.Rule) {
	t.Helper()
	for name, text := range map[string]string{"name": rule.Name, "short": rule.ShortDescription.Text, "full": rule.FullDescription.Text, "help": rule.Help.Text, "markdown": rule.Help.Markdown} {
		limit := map[string]int{"name": 255, "short": 1024, "full": 1024}[name]
		if (text == "" && rule.ID != "") || limit > 0 && len([]rune(text)) > limit {
			t.Errorf("rule %q: %s has %d characters", rule.ID, name, len([]rune(text)))
		}
	}
	switch rule.DefaultConfiguration.Level {
	case sarif.Error, sarif.Warning, sarif.Note:
	default:
		t.Errorf("rule %q: level %q", rule.ID, rule.DefaultConfiguration.Level)
	}
	p := rule.Properties
	number, err := strconv.ParseFloat(p.SecuritySeverity, 64)
	recommended := p.SecuritySeverity == "" && p.ProblemSeverity == "recommendation"
	if !recommended && (err != nil || number < 0.1 || number > 10) {
		t.Errorf("rule %q: security-severity %q", rule.ID, p.SecuritySeverity)
	}
	if len(p.Tags) > 10 || p.Precision != "high" {
		t.Errorf("rule %q: %d tags, precision %q", rule.ID, len(p.Tags), p.Precision)
	}
}

func checkResult(t *testing.T, run sarif.Run, result sarif.Result) {
	t.Helper()
	rules := run.Tool.Driver.Rules
	if result.RuleIndex >= len(rules) || rules[result.RuleIndex].ID != result.RuleID {
		t.Errorf("result of %q has rule index %d", result.RuleID, result.RuleIndex)
	}
	if result.Message.Text == "" && result.RuleID != "" {
		t.Errorf("result of %q has no message", result.RuleID)
	}
	if len(result.Locations) != 1 {
		t.Fatalf("result of %q has %d locations", result.RuleID, len(result.Locations))
	}
	for i, location := range append(result.Locations, result.RelatedLocations...) {
		checkLocation(t, location)
		if location.ID != i {
			t.Errorf("location %d has id %d", i, location.ID)
		}
	}
	for i := range result.RelatedLocations {
		if link := fmt.Sprintf("](%d)", i+1); !strings.Contains(result.Message.Text, link) {
			t.Errorf("message %q does not link to location %d", result.Message.Text, i+1)
		}
	}
}

func checkLocation(t *testing.T, location sarif.Location) {
	t.Helper()
	uri := location.PhysicalLocation.ArtifactLocation.URI
	parsed, err := url.Parse(uri)
	if err != nil || uri == "" || parsed.IsAbs() || strings.HasPrefix(uri, "/") {
		t.Errorf("uri %q is not relative (%v)", uri, err)
	}
	r := location.PhysicalLocation.Region
	if r == nil {
		t.Fatalf("no region in %q", uri)
	}
	start := source.Position{Line: r.StartLine, Column: r.StartColumn}
	end := source.Position{Line: r.EndLine, Column: r.EndColumn}
	if r.StartLine < 1 || r.StartColumn < 1 || r.EndColumn < 1 || end.Compare(start) < 0 {
		t.Errorf("region %+v is not in order", *r)
	}
}

// TestSARIFRegionsAreTheTextTheyPointTo reads regions as SARIF defines them,
// without the code that wrote them.
func TestSARIFRegionsAreTheTextTheyPointTo(t *testing.T) {
	r := sampleReport(t)
	var got []string
	for _, result := range sarifLog(t, r).Runs[0].Results {
		for _, location := range append(result.Locations, result.RelatedLocations...) {
			name, err := url.PathUnescape(location.PhysicalLocation.ArtifactLocation.URI)
			if err != nil {
				t.Fatal(err)
			}
			region := location.PhysicalLocation.Region
			text := cutRegion(string(r.Sources[name]), *region)
			if snippet := region.Snippet.Text; snippet != text {
				t.Errorf("snippet is %q, the region's text %q", snippet, text)
			}
			got = append(got, text)
			context := location.PhysicalLocation.ContextRegion
			if context == nil {
				continue
			}
			around := cutRegion(string(r.Sources[name]), *context)
			if context.Snippet.Text != around || !strings.Contains(around, text) || around == text {
				t.Errorf("context snippet is %q, its region's text %q", context.Snippet.Text, around)
			}
		}
	}
	want := []string{
		`"*"`, "s3:*", "s3:*", "Effect: Allow\n                Action: s3:*\n                Resource: \"*\"",
		"${Bucket}", `"*"`, "Bucket", `"Statement7"`,
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// cutRegion is the text of a region: columns are code points, and without
// columns the lines are whole.
func cutRegion(text string, r sarif.Region) string {
	lines := strings.Split(text, "\n")[r.StartLine-1 : r.EndLine]
	last := []rune(lines[len(lines)-1])
	if r.EndColumn > 0 {
		last = last[:r.EndColumn-1]
	}
	lines[len(lines)-1] = string(last)
	if r.StartColumn > 0 {
		lines[0] = string([]rune(lines[0])[r.StartColumn-1:])
	}
	return strings.Join(lines, "\n")
}

func TestSARIFKeepsTheGravestOfTooManyFindings(t *testing.T) {
	run := sarifLog(t, manyFindings(maxResults+10)).Runs[0]
	if got := len(run.Results); got != maxResults {
		t.Fatalf("got %d results, want %d", got, maxResults)
	}
	grave := 0
	for i, result := range run.Results {
		if result.RuleID == "full-access" {
			grave++
		}
		if want := result.RuleID == "full-access"; want != (i < 501) {
			t.Fatalf("result %d is of %s", i, result.RuleID)
		}
	}
	if grave != 501 {
		t.Errorf("got %d critical results, want 501", grave)
	}
	want := []sarif.Notification{{Level: sarif.Warning, Message: sarif.Text{
		Text: "10 findings are left out, because code scanning keeps no more than 5000: those listed are the gravest.",
	}}}
	if diff := cmp.Diff(run.Invocations[0].ToolExecutionNotifications, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if !run.Invocations[0].ExecutionSuccessful {
		t.Error("the run is called unsuccessful")
	}
}

func TestSARIFSaysWhetherTheJobWasDone(t *testing.T) {
	for _, failure := range []bool{false, true} {
		r := finding.Report{Notices: []finding.Notice{{Message: "one"}, {Failure: failure, Message: "two"}}}
		if got := sarifLog(t, r).Runs[0].Invocations[0].ExecutionSuccessful; got != !failure {
			t.Errorf("failure %t: got executionSuccessful %t", failure, got)
		}
	}
}

func TestARuleInSARIF(t *testing.T) {
	long := strings.Repeat("word ", 300)
	rule := newSARIFRule(finding.Rule{
		ID: "long-rule", Title: long, Description: strings.Repeat("ä", 1000), Severity: finding.Medium, Category: "security",
		CWE: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, Bad: finding.Shown("# ```\na: b\n"),
	})
	if got := rule.ShortDescription.Text; len(got) > 1024 || !strings.HasSuffix(got, "word…") {
		t.Errorf("short description: got %d bytes that end in %q", len(got), got[len(got)-8:])
	}
	if got, want := rule.FullDescription.Text, strings.Repeat("ä", 510)+"…"; got != want {
		t.Errorf("full description: got %d bytes, want %d", len(got), len(want))
	}
	if got := rule.Properties; len(got.Tags) != 10 || got.Tags[0] != "security" || got.Tags[1] != "external/cwe/cwe-001" {
		t.Errorf("tags: got %q", got.Tags)
	}
	if want := "## Avoid\n\n````yaml\n# ```\na: b\n````\n"; !strings.HasSuffix(rule.Help.Markdown, want) {
		t.Errorf("markdown: got %q, want it to end in %q", rule.Help.Markdown, want)
	}
	if rule.Name != "LongRule" || rule.Properties.SecuritySeverity != "5.5" || rule.DefaultConfiguration.Level != sarif.Warning {
		t.Errorf("got %q, %q, %q", rule.Name, rule.Properties.SecuritySeverity, rule.DefaultConfiguration.Level)
	}
}

func TestSemanticVersion(t *testing.T) {
	got := map[string]string{}
	want := map[string]string{"v1.2.3": "1.2.3", "1.2.3-rc.1+a": "1.2.3-rc.1+a", "": "0.0.0-devel", "(devel)": "0.0.0-devel", "1.2": "0.0.0-devel"}
	for version := range want {
		got[version] = semanticVersion(version)
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// TestTheMultitoolAcceptsSARIF runs Microsoft's validator, with its rules for
// GitHub too, if IAMLINT_SARIF_MULTITOOL has the path of its program (from the
// npm package @microsoft/sarif-multitool-linux).
func TestTheMultitoolAcceptsSARIF(t *testing.T) {
	program := os.Getenv("IAMLINT_SARIF_MULTITOOL")
	if program == "" {
		t.Skip("IAMLINT_SARIF_MULTITOOL is not set")
	}
	forged := forgedReport("](1) ::error \x1b\u202e\x00 {0} a b:c")
	forged.Findings[0].Rule, forged.Rules[0].ID = "some-rule", "some-rule"
	reports := map[string]finding.Report{"sample": sampleReport(t), "nothing": {}, "forged": forged}
	for name, r := range reports {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in, out := filepath.Join(dir, "in.sarif"), filepath.Join(dir, "out.sarif")
			if err := os.WriteFile(in, []byte(write(t, "sarif", r, Options{Version: "1.2.3"})), 0o600); err != nil {
				t.Fatal(err)
			}
			command := exec.CommandContext(t.Context(), program, "validate", in, "--rule-kind", "Sarif;Gh", "--output", out, "--log", "ForceOverwrite")
			command.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
			said, err := command.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, said)
			}
			var log sarif.Log // its exit code is 0 whatever it finds
			text, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(text, &log); err != nil {
				t.Fatal(err)
			}
			if got := len(log.Runs[0].Results); got > 0 {
				t.Errorf("got %d complaints: %s", got, said)
			}
		})
	}
}

func BenchmarkSARIF(b *testing.B) {
	r := manyFindings(1000)
	for b.Loop() {
		write(b, "sarif", r, Options{})
	}
}
