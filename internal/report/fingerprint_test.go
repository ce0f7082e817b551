package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
)

// printsOf are the fingerprints of a finding for each "s3:*" in the text.
func printsOf(t *testing.T, artifact, text string) []string {
	t.Helper()
	r := finding.Report{Sources: map[string][]byte{artifact: []byte(text)}}
	for i := range strings.Count(text, "s3:*") {
		r.Findings = append(r.Findings, finding.Finding{
			Rule:    "service-wildcard",
			Target:  "AppRole",
			Message: "message",
			At:      where(t, r.Sources, artifact, "s3:*", i+1),
		})
	}
	Fingerprints(&r)
	var prints []string
	for _, f := range r.Findings {
		prints = append(prints, f.Fingerprint)
	}
	return prints
}

func TestFingerprintsStay(t *testing.T) {
	want := printsOf(t, "a.yaml", roleTemplate)
	tests := map[string]struct{ artifact, text string }{
		"when-lines-move":           {"a.yaml", "# a comment\n\n" + roleTemplate},
		"when-lines-are-reindented": {"a.yaml", strings.ReplaceAll(roleTemplate, "  ", "    ")},
		"when-line-ends-change":     {"a.yaml", strings.ReplaceAll(roleTemplate, "\n", "\r\n")},
		"when-the-file-is-renamed":  {"stacks/b.yaml", roleTemplate},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(printsOf(t, tt.artifact, tt.text), want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestFingerprintsIgnoreTheWhitespaceOfARegion(t *testing.T) {
	first, second := "Effect: Allow\n  Action: s3:*", "Effect:   Allow\r\n\tAction: s3:*"
	var got [2]string
	for i, text := range []string{first, second} {
		r := finding.Report{Sources: map[string][]byte{"a": []byte(text)}}
		r.Findings = []finding.Finding{{Rule: "r", At: where(t, r.Sources, "a", text, 1)}}
		Fingerprints(&r)
		got[i] = r.Findings[0].Fingerprint
	}
	if got[0] != got[1] {
		t.Errorf("got %s and %s, want equal ones", got[0], got[1])
	}
}

func TestFingerprintsDiffer(t *testing.T) {
	r := finding.Report{Sources: map[string][]byte{"a": []byte("s3:* sqs:* s3:*")}}
	star := where(t, r.Sources, "a", "s3:*", 1)
	r.Findings = []finding.Finding{
		{Rule: "r", Target: "A", At: star},
		{Rule: "r", Target: "B", At: star},
		{Rule: "q", Target: "A", At: star},
		{Rule: "r", Target: "A", At: where(t, r.Sources, "a", "sqs:*", 1)},
		{Rule: "r", Target: "A", At: where(t, r.Sources, "a", "s3:*", 2)},
		{Rule: "r", Target: "A", Message: "one"},
		{Rule: "r", Target: "A", Message: "two"},
	}
	Fingerprints(&r)
	form := regexp.MustCompile(`^[0-9a-f]{32}:[0-9]+$`)
	seen := map[string]int{}
	for i, f := range r.Findings {
		if !form.MatchString(f.Fingerprint) {
			t.Errorf("finding %d: got %q, want 32 digits and a number", i, f.Fingerprint)
		}
		if other, ok := seen[f.Fingerprint]; ok {
			t.Errorf("findings %d and %d: both are %s", other, i, f.Fingerprint)
		}
		seen[f.Fingerprint] = i
	}
	if got, want := r.Findings[4].Fingerprint, strings.TrimSuffix(r.Findings[0].Fingerprint, "1")+"2"; got != want {
		t.Errorf("second of a kind: got %s, want %s", got, want)
	}
}
