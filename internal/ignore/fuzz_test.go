package ignore_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/source"
)

// FuzzBaseline reads a baseline: what is read is written in ASCII and read back the same, and no finding gets lost.
func FuzzBaseline(f *testing.F) {
	for _, seed := range []string{
		`{"version": 1, "findings": []}`, `{"version": 2}`, `{"version": 1, "findings": [{"fingerprint": "f", "file": "x.yaml", "rule": "wide", "target": "A", "message": "é\u2028"}]}`, `{"Version":1}`, `[]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 1000 {
			return
		}
		b, err := ignore.ReadBaseline("b.json", content)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err = b.Write(&out); err != nil {
			t.Fatal(err)
		}
		for _, c := range out.Bytes() {
			if c >= 0x7f || c < ' ' && c != '\n' {
				t.Fatalf("byte %#x is in %q", c, out.Bytes())
			}
		}
		again, err := ignore.ReadBaseline("b.json", out.Bytes())
		if err != nil || !reflect.DeepEqual(b, again) {
			t.Errorf("got %+v back for %+v: %v", again, b, err)
		}
		r := finding.Report{Findings: []finding.Finding{{Rule: "wide", Fingerprint: "f:1", At: source.Location{Artifact: "x.yaml"}}, {Rule: "wide", Fingerprint: "f:2"}}}
		b.Apply(&r, func(string) ignore.Presence { return ignore.Presence(len(content) % 3) })
		if got := len(r.Findings) + len(r.Suppressed); got != 2 {
			t.Errorf("got %d findings of 2", got)
		}
	})
}
