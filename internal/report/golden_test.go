package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

const roleTemplate = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Bucket:
    Type: String
    Default: "*"
Resources:
  AppRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: app
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: s3:*
                Resource: !Sub "arn:aws:s3:::${Bucket}"
              - Effect: Allow
                Action: s3:*
                Resource: "*"
`

// tabbedPolicy is indented by tabs and has characters of two columns and of
// two UTF-16 code units before the region.
const tabbedPolicy = "{\n\t\"Version\": \"2012-10-17\",\n\t\"Statement\": {\"Sid\": \"読む🪣\", \"Effect\": \"Allow\",\t\"Action\": \"*\", \"Resource\": \"*\"}\n}\n"

// where is the location of the nth occurrence, from 1, of a text in an artifact.
func where(t testing.TB, sources map[string][]byte, artifact, text string, nth int) source.Location {
	t.Helper()
	content := string(sources[artifact])
	start := -len(text)
	for range nth {
		from := start + len(text)
		i := bytes.Index([]byte(content[from:]), []byte(text))
		if i < 0 {
			t.Fatalf("%s does not have %q %d times", artifact, text, nth)
		}
		start = from + i
	}
	return source.Location{Artifact: artifact, Region: source.Region{
		Start: positionOf(content, start),
		End:   positionOf(content, start+len(text)),
	}}
}

// positionOf counts as people do, one character after another.
func positionOf(content string, offset int) source.Position {
	p := source.Position{Line: 1, Column: 1}
	for _, r := range content[:offset] {
		p.Column++
		if r == '\n' {
			p = source.Position{Line: p.Line + 1, Column: 1}
		}
	}
	return p
}

func sampleRules() []finding.Rule {
	return []finding.Rule{
		{
			ID:          "parameter-default",
			Title:       "A parameter's default opens a resource",
			Description: "Whoever deploys the template without thinking gets the default.",
			Category:    "resource",
			Severity:    finding.Low,
		},
		{
			ID:          "service-wildcard",
			Title:       "All actions of a service are allowed",
			Description: "`s3:*` allows more than anything needs.\n\nIt also allows what AWS adds tomorrow.",
			Category:    "wildcard",
			Severity:    finding.High,
			Remediation: "List the actions that are\nneeded.\n\nIf you do not know them, look at the access log.",
			Since:       "1.0.0",
			Links:       []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"},
			CWE:         []int{250, 20},
			Bad:         finding.Shown("Action: s3:*\n"),
			Good:        finding.Shown("Action: s3:GetObject\n"),
		},
		{ID: "tidy-sid", Title: "A Sid could say more", Category: "hygiene", Severity: finding.Info, Description: "Name what it is for.", Remediation: "Write a Sid."},
		{ID: "full-access", Title: "Everything is allowed", Category: "wildcard", Severity: finding.Critical, Description: "This is an administrator.", Remediation: "Name actions and resources.", CWE: []int{269}},
	}
}

// sampleReport has findings in several artifacts, of all severities but
// medium, and notices of both kinds.
func sampleReport(t testing.TB) finding.Report {
	t.Helper()
	s := map[string][]byte{
		"stacks/app.yaml":         []byte(roleTemplate),
		"policies/admin #1.json":  []byte(tabbedPolicy),
		"policies/one-line.json":  []byte(oneLinePolicy()),
		"policies/not-found.yaml": []byte("Resources:\n"),
	}
	r := finding.Report{
		Findings: []finding.Finding{
			{Rule: "full-access", Category: "wildcard", Severity: finding.Critical, Message: "Document allows everything on everything.", Target: "policies/admin #1.json", TargetKind: "document", At: where(t, s, "policies/admin #1.json", `"*"`, 1)},
			{Rule: "tidy-sid", Category: "hygiene", Severity: finding.Info, Message: "Sid [x](y) says little.", Target: "policies/one-line.json", TargetKind: "document", At: where(t, s, "policies/one-line.json", `"Statement7"`, 1)},
			{Rule: "parameter-default", Category: "resource", Severity: finding.Low, Message: "Role 'AppRole' [app] is open by default.", Target: "AppRole", TargetKind: "role", At: where(t, s, "stacks/app.yaml", "${Bucket}", 1), Related: []finding.Related{
				{At: where(t, s, "stacks/app.yaml", `"*"`, 1), Message: "the default of Bucket"},
				{At: where(t, s, "stacks/app.yaml", "Bucket", 1)},
			}},
			{Rule: "service-wildcard", Category: "wildcard", Severity: finding.High, Message: "Role 'AppRole' allows 's3:*'.", Target: "AppRole", TargetKind: "role", At: where(t, s, "stacks/app.yaml", "s3:*", 1)},
			{Rule: "service-wildcard", Category: "wildcard", Severity: finding.High, Message: "Role 'AppRole' allows 's3:*' on '*'.", Target: "AppRole", TargetKind: "role", At: where(t, s, "stacks/app.yaml", "s3:*", 2)},
			{Rule: "service-wildcard", Category: "wildcard", Severity: finding.High, Message: "Statement allows a service.", Target: "AppRole", TargetKind: "role", At: where(t, s, "stacks/app.yaml", "Effect: Allow\n                Action: s3:*\n                Resource: \"*\"", 1)},
		},
		Notices: []finding.Notice{
			{Message: "parameter \"Env\" has no default: rules on its value were not applied", At: where(t, s, "stacks/app.yaml", "Parameters", 1)},
			{Failure: true, Message: "the file cannot be read", At: source.Location{Artifact: "policies/not-found.yaml"}},
			{Message: "no folder was given"},
		},
		Rules:   sampleRules(),
		Sources: s,
		Files:   3,
		Skipped: 1,
	}
	Fingerprints(&r)
	return r
}

// oneLinePolicy is longer than any terminal is wide.
func oneLinePolicy() string {
	var b bytes.Buffer
	b.WriteString(`{"Version":"2012-10-17","Statement":[`)
	for i := range 30 {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`{"Sid":"Statement` + string(rune('0'+i%10)) + `","Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}`)
	}
	b.WriteString("]}")
	return b.String()
}

func write(t testing.TB, format string, r finding.Report, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenFiles(t *testing.T) {
	tests := []struct {
		file, format string
		report       finding.Report
		options      Options
	}{
		{file: "report.txt", format: "text", report: sampleReport(t)},
		{file: "report-colour.txt", format: "text", report: sampleReport(t), options: Options{Color: true}},
		{file: "report-narrow.txt", format: "text", report: sampleReport(t), options: Options{Width: 48}},
		{file: "report.json", format: "json", report: sampleReport(t)},
		{file: "report.sarif", format: "sarif", report: sampleReport(t), options: Options{Version: "v1.2.3"}},
		{file: "report.compact", format: "compact", report: sampleReport(t)},
		{file: "report.csv", format: "csv", report: sampleReport(t)},
		{file: "report.github", format: "github", report: sampleReport(t)},
		{file: "report.xml", format: "junit", report: sampleReport(t)},
		{file: "report.md", format: "markdown", report: sampleReport(t)},
		{file: "nothing.xml", format: "junit", report: finding.Report{Files: 1}},
		{file: "nothing.txt", format: "text", report: finding.Report{Files: 1}},
		{file: "nothing.json", format: "json"},
		{file: "nothing.sarif", format: "sarif", options: Options{Version: "(devel)"}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := write(t, tt.format, tt.report, tt.options)
			if again := write(t, tt.format, tt.report, tt.options); got != again {
				t.Error("the second time gives other bytes")
			}
			path := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, string(want)); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}
