package ignore_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/source"
)

func TestMigrate(t *testing.T) {
	for name, test := range map[string]struct {
		text   string
		at     []source.Position // of findings of the rule wide
		target string
		want   string // "" for an error
	}{
		"a comment of trivy keeps its end": {
			text: "a:\n  # trivy:ignore:AWS-0057:exp:2999-01-01\n  - b\n", at: []source.Position{{Line: 3, Column: 5}},
			want: "a:\n  # iamlint:ignore wide until=2999-01-01 -- suppressed for trivy AWS-0057\n  # trivy:ignore:AWS-0057:exp:2999-01-01\n  - b\n",
		},
		"a comment beside": {
			text: "a:\n  b: c # trivy:ignore:AWS-0057\n", at: []source.Position{{Line: 2, Column: 6}},
			want: "a:\n  # iamlint:ignore wide -- suppressed for trivy AWS-0057\n  b: c # trivy:ignore:AWS-0057\n",
		},
		"other line ends": {
			text: "Resources:\r\n  A:\r\n    Metadata:\r\n      guard:\r\n        SuppressedRules: [WIDE_RULE]\r\n    P: q\r\n", at: []source.Position{{Line: 6, Column: 8}},
			want: "Resources:\r\n  A:\r\n    Metadata:\r\n      iamlint:\r\n        ignore:\r\n          - rule: [wide]\r\n            reason: \"suppressed for guard WIDE_RULE\"\r\n      guard:\r\n        SuppressedRules: [WIDE_RULE]\r\n    P: q\r\n",
		},
		"a list in flow style": {
			text: "{\"Resources\": {\"Ä\": {\"Metadata\": {\"iamlint\": {\"ignore\": [{\"rule\": \"open\", \"reason\": \"x\"}]}, \"guard\": {\"SuppressedRules\": [\"WIDE_RULE\"]}}, \"P\": 1}}}", at: []source.Position{{Line: 1, Column: 140}},
			want: "{\"Resources\": {\"Ä\": {\"Metadata\": {\"iamlint\": {\"ignore\": [{\"rule\": [\"wide\"], \"reason\": \"suppressed for guard WIDE_RULE\"}, {\"rule\": \"open\", \"reason\": \"x\"}]}, \"guard\": {\"SuppressedRules\": [\"WIDE_RULE\"]}}, \"P\": 1}}}",
		},
		"the template's Metadata": {
			text: "Metadata:\n  cfn-lint: {config: {ignore_checks: [E3510]}}\na: b\n", at: []source.Position{{Line: 3, Column: 4}},
			want: "Metadata:\n  iamlint:\n    ignore:\n      - rule: [wide]\n        reason: \"suppressed for cfn-lint E3510\"\n  cfn-lint: {config: {ignore_checks: [E3510]}}\na: b\n",
		},
		"nothing to do": {text: "Metadata:\n  cfn-lint: {config: {ignore_checks: [E3510]}}\n", want: "Metadata:\n  cfn-lint: {config: {ignore_checks: [E3510]}}\n"},
		"a byte order mark": {
			text: "\ufeffa:\n  # trivy:ignore:AWS-0057\n  b: c\n", at: []source.Position{{Line: 3, Column: 6}},
		},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			set := &ignore.Set{Honor: ignore.Tools(), Rules: rulebook}
			set.Read("x.yaml", []byte(test.text))
			var r finding.Report
			for _, at := range test.at {
				r.Findings = append(r.Findings, finding.Finding{Rule: "wide", At: source.Location{Artifact: "x.yaml", Region: source.Region{Start: at, End: at}}})
			}
			set.Apply(&r)
			if got := len(r.Suppressed); got != len(test.at) {
				t.Fatalf("got %d suppressed, want %d", got, len(test.at))
			}
			got, err := set.Migrate("x.yaml", []byte(test.text))
			if test.want == "" {
				if err == nil {
					t.Errorf("got %q, want an error", got)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(got), test.want); diff != "" {
				t.Error("got(-) want(+):\n" + diff)
			}
		})
	}
}
