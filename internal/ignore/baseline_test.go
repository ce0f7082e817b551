package ignore_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/source"
)

// found makes a report of findings written as "file digits".
func found(texts ...string) finding.Report {
	var r finding.Report
	for _, text := range texts {
		file, digits, _ := strings.Cut(text, " ")
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "wide", Target: "A", Message: "\u202e\x1b]0;x", Fingerprint: digits + ":1", At: source.Location{Artifact: file},
		})
	}
	return r
}

func TestBaselineApply(t *testing.T) {
	presence := func(file string) ignore.Presence {
		switch {
		case strings.HasPrefix(file, "gone"):
			return ignore.Gone
		case strings.HasPrefix(file, "else"):
			return ignore.Elsewhere
		}
		return ignore.Looked
	}
	for name, test := range map[string]struct {
		accepted, found []string
		left            []string
		notices         int
	}{
		"the same":                        {accepted: []string{"a 1", "a 2"}, found: []string{"a 2", "a 1"}},
		"a new one":                       {accepted: []string{"a 1"}, found: []string{"a 1", "a 2"}, left: []string{"a 2"}},
		"one more of the same":            {accepted: []string{"a 1"}, found: []string{"a 1", "a 1"}, left: []string{"a 1"}},
		"one that is no longer there":     {accepted: []string{"a 1", "a 2"}, found: []string{"a 1"}, notices: 1},
		"a file that is not looked at":    {accepted: []string{"else 1"}},
		"the same in another file":        {accepted: []string{"else 1"}, found: []string{"a 1"}, left: []string{"a 1"}},
		"a file that has another name":    {accepted: []string{"gone 1", "gone 2"}, found: []string{"a 1"}, notices: 1},
		"a file that is no longer there":  {accepted: []string{"gone 1"}, notices: 1},
		"the file itself before a gone's": {accepted: []string{"a 1", "gone 1"}, found: []string{"a 1", "b 1", "c 1"}, left: []string{"c 1"}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			var file bytes.Buffer
			if err := ignore.NewBaseline(found(test.accepted...)).Write(&file); err != nil {
				t.Fatal(err)
			}
			if bytes.ContainsFunc(file.Bytes(), func(r rune) bool { return r > 0x7e || r < ' ' && r != '\n' }) {
				t.Errorf("the baseline holds more than ASCII: %q", file.String())
			}
			baseline, err := ignore.ReadBaseline("b.json", file.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			r := found(test.found...)
			baseline.Apply(&r, presence)
			var left []string
			for _, f := range r.Findings {
				left = append(left, f.At.Artifact+" "+strings.TrimSuffix(f.Fingerprint, ":1"))
			}
			if diff := cmp.Diff(left, test.left); diff != "" {
				t.Error("left, got(-) want(+):\n" + diff)
			}
			if got := len(r.Notices); got != test.notices {
				t.Errorf("got %d notices, want %d: %v", got, test.notices, r.Notices)
			}
			if got, want := len(r.Suppressed), len(test.found)-len(test.left); got != want {
				t.Errorf("got %d suppressed, want %d", got, want)
			}
		})
	}
}

func TestReadBaselineRefuses(t *testing.T) {
	for _, text := range []string{"", "[]", `{"version": 2}`, `{"findings": []}`} {
		if _, err := ignore.ReadBaseline("b.json", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), "read baseline b.json: ") {
			t.Errorf("%q: got %v, want an error that names the baseline", text, err)
		}
	}
}
