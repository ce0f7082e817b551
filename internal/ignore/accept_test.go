package ignore_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/source"
)

// accepted is a text in which the finding at the mark ⟦ is accepted.
func accepted(artifact, marked string) (string, error) {
	before, after, _ := strings.Cut(marked, "⟦")
	text := before + after
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(before, "\ufeff"), "\r\n", "\n"), "\r", "\n"), "\n")
	start := source.Position{Line: len(lines), Column: 1 + utf8.RuneCountInString(lines[len(lines)-1])}
	f := finding.Finding{Rule: "wide", Target: "R", At: source.Location{Artifact: artifact, Region: source.Region{Start: start, End: start}}}
	at, insert, err := ignore.Accept(artifact, []byte(text), f, "because")
	if err != nil {
		return "", err
	}
	rest, mark := strings.CutPrefix(text, "\ufeff")
	offset := 0
	for line := 1; line < at.Line; line++ {
		offset += strings.IndexAny(rest[offset:], "\r\n") + 1
		if strings.HasPrefix(rest[offset-1:], "\r\n") {
			offset++
		}
	}
	offset += len(string([]rune(rest[offset:])[:at.Column-1]))
	if mark {
		offset, rest = offset+len("\ufeff"), text
	}
	return rest[:offset] + insert + rest[offset:], nil
}

func TestAccept(t *testing.T) {
	const comment = "# iamlint:ignore wide -- because"
	const entry = `{"iamlint": {"ignore": [{"rule": ["wide"], "reason": "because"}]}}`
	tests := []struct{ name, artifact, text, want string }{
		{"above-a-field", "a.yaml", "Statement:\n  Effect: Allow\n  Action: ⟦'*'\n", "Statement:\n  Effect: Allow\n  " + comment + "\n  Action: '*'\n"},
		{"above-an-item", "a.yaml", "Action:\n  - a\n  - ⟦b\n", "Action:\n  - a\n  " + comment + "\n  - b\n"},
		{"above-the-first-line", "a.yaml", "Action: ⟦b\n", comment + "\nAction: b\n"},
		{"in-flow-style", "a.yaml", "Action: [\n  a,\n  ⟦b]\n", "Action: [\n  a,\n  " + comment + "\n  b]\n"},
		{"above-a-block", "a.yaml", "Policy:\n  Document: |\n    {\"Action\":\n      ⟦\"*\"}\n", "Policy:\n  " + comment + "\n  Document: |\n    {\"Action\":\n      \"*\"}\n"},
		{"above-text-in-quotes", "a.yaml", "P:\n  D: '{\"Action\":\n\n    ⟦\"*\"}'\n", "P:\n  " + comment + "\n  D: '{\"Action\":\n\n    \"*\"}'\n"},
		{"with-another-comment-there", "a.yaml", "# iamlint:ignore open -- why not\nA: ⟦b\n", "# iamlint:ignore open -- why not\n" + comment + "\nA: b\n"},
		{"with-one-that-has-expired", "a.yaml", "# iamlint:ignore wide until=2020-01-01 -- because\nA: ⟦b\n", "# iamlint:ignore wide until=2020-01-01 -- because\n" + comment + "\nA: b\n"},
		{"windows-line-ends", "a.yaml", "A: a\r\nB: ⟦b\r\n", "A: a\r\n" + comment + "\r\nB: b\r\n"},
		{"behind-a-mark", "a.yaml", "\ufeffA: a\nB: ⟦b\n", "\ufeffA: a\n" + comment + "\nB: b\n"},
		{"behind-emoji", "a.yaml", "😀: 名\nB: 😀⟦b\n", "😀: 名\n" + comment + "\nB: 😀b\n"},
		{
			"in-json", "a.json", `{"Resources": {"R": {"Type": "T", "Properties": ⟦{}}}}`,
			`{"Resources": {"R": {"Metadata": ` + entry + `, "Type": "T", "Properties": {}}}}`,
		},
		{
			"in-json-on-lines", "a.json", "{\"Resources\": {\n  \"R\": {\n    \"Type\": ⟦\"T\"\n  }\n}}",
			"{\"Resources\": {\n  \"R\": {\n    \"Metadata\": " + entry + ",\n    \"Type\": \"T\"\n  }\n}}",
		},
		{
			"in-json-with-metadata", "a.json", `{"Resources": {"R": {"Metadata": {"x": 1}, "Type": ⟦"T"}}}`,
			`{"Resources": {"R": {"Metadata": {"iamlint": {"ignore": [{"rule": ["wide"], "reason": "because"}]}, "x": 1}, "Type": "T"}}}`,
		},
		{
			"in-json-with-our-metadata", "a.json", `{"Resources": {"R": {"Metadata": {"iamlint": {"ignore": [{"rule": "open", "reason": "x"}]}}, "Type": ⟦"T"}}}`,
			`{"Resources": {"R": {"Metadata": {"iamlint": {"ignore": [{"rule": ["wide"], "reason": "because"}, {"rule": "open", "reason": "x"}]}}, "Type": "T"}}}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := accepted(tt.artifact, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAcceptRefusesWhatItCannotWrite(t *testing.T) {
	for name, text := range map[string]string{
		"json-without-a-resource":   `{"Statement": ⟦[]}`,
		"metadata-of-another-form":  `{"Resources": {"R": {"Metadata": {"iamlint": ⟦1}, "Type": "T"}}}`,
		"metadata-that-is-no-map":   `{"Resources": {"R": {"Metadata": 1, "Type": ⟦"T"}}}`,
		"metadata-with-nothing":     `{"Resources": {"R": {"Metadata": {}, "Type": ⟦"T"}}}`,
		"what-cannot-be-parsed":     "a: [⟦",
		"what-is-not-plain-unicode": "a: \xff⟦",
	} {
		if got, err := accepted("a.json", text); err == nil {
			t.Errorf("%s: got %q, want an error", name, got)
		}
	}
}

// What stands for a reason is none, and is told; nor is a second suppression offered beside it.
func TestAPlaceholderIsNoReason(t *testing.T) {
	const text = "# iamlint:ignore wide -- " + ignore.Placeholder + "\nAction: '*'\n"
	s := ignore.Set{Rules: ignore.Rulebook{Known: []finding.Rule{{ID: "wide"}}, Applied: []finding.Rule{{ID: "wide"}}}}
	s.Read("a.yaml", []byte(text))
	start := source.Position{Line: 2, Column: 9}
	f := finding.Finding{Rule: "wide", At: source.Location{Artifact: "a.yaml", Region: source.Region{Start: start, End: start}}}
	r := finding.Report{Findings: []finding.Finding{f}}
	s.Apply(&r)
	if len(r.Findings) != 1 || len(r.Suppressed) != 0 || len(r.Notices) != 1 || !strings.Contains(r.Notices[0].Message, "has no reason yet") {
		t.Errorf("got %d findings, %d suppressed, notices %v", len(r.Findings), len(r.Suppressed), r.Notices)
	}
	if _, insert, err := ignore.Accept("a.yaml", []byte(text), f, ignore.Placeholder); err == nil {
		t.Errorf("got %q, want nothing: a suppression is there", insert)
	}
}
