package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report/sarif"
	"github.com/iamlint/iamlint/internal/source"
)

// FuzzSARIF writes findings at any place of any text: each is a result with a region in order and, where its line is in
// the text, the hash of that line. The same report gives the same bytes.
func FuzzSARIF(f *testing.F) {
	for _, payload := range payloads {
		f.Add("Action: '*'\n"+payload, payload, byte(1), byte(2), byte(1), byte(4))
	}
	f.Add("a\r\nb\rc\n\n", "[a](1) \\ ]", byte(2), byte(0), byte(9), byte(200))
	f.Fuzz(func(t *testing.T, text, message string, line, column, endLine, endColumn byte) {
		if len(text)+len(message) > 600 {
			return
		}
		start := source.Position{Line: int(line), Column: int(column)}
		end := source.Position{Line: int(endLine), Column: int(endColumn)}
		if end.Compare(start) < 0 {
			start, end = end, start
		}
		at := source.Location{Artifact: "a b.yaml", Region: source.Region{Start: start, End: end}}
		rule := finding.Rule{ID: "full-access", Title: message, Description: message, Category: "wildcard", Severity: finding.High, Remediation: message}
		r := finding.Report{
			Findings: []finding.Finding{
				{Rule: rule.ID, Severity: finding.High, Message: message, At: at, Related: []finding.Related{{At: at, Message: message}}},
				{Rule: rule.ID, Severity: finding.High, Message: "again", At: at},
			},
			Notices: []finding.Notice{{Message: message, At: at}},
			Rules:   []finding.Rule{rule},
			Sources: map[string][]byte{at.Artifact: []byte(text)},
		}
		output := write(t, "sarif", r, Options{})
		if len(text)%8 == 0 && write(t, "sarif", r, Options{}) != output {
			t.Error("the same report gives other bytes")
		}
		var log sarif.Log
		decoder := json.NewDecoder(strings.NewReader(output))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&log); err != nil || !utf8.ValidString(output) {
			t.Fatalf("%s: %v", output, err)
		}
		results := log.Runs[0].Results
		if len(results) != len(r.Findings) || !log.Runs[0].Invocations[0].ExecutionSuccessful {
			t.Fatalf("got %d results of %d findings", len(results), len(r.Findings))
		}
		for _, result := range results {
			checkResult(t, log.Runs[0], result)
		}
		checkHashes(t, []byte(text), start.Line, results)
	})
}

// checkHashes checks that two results of one rule on one line have its hash, the second with a number.
func checkHashes(t *testing.T, text []byte, line int, results []sarif.Result) {
	t.Helper()
	one, other := results[0].PartialFingerprints["primaryLocationLineHash"], results[1].PartialFingerprints["primaryLocationLineHash"]
	hashes := lineHashes(text)
	if line < 1 || line > len(hashes) || !utf8.Valid(text) {
		return
	}
	if hash := hashes[line-1].String(); one != hash || other == hash {
		t.Errorf("line %d of %q has the hash %s, got %q and %q", line, text, hash, one, other)
	}
}

// FuzzJSON writes findings with any texts: a reader gets them back as they were, but for what is no UTF-8.
func FuzzJSON(f *testing.F) {
	for _, payload := range payloads {
		f.Add(payload, payload)
	}
	f.Fuzz(func(t *testing.T, text, message string) {
		if len(text)+len(message) > 600 {
			return
		}
		r := forgedReport(text)
		r.Findings[0].Message = message
		var b bytes.Buffer
		if err := Write(&b, "json", r, Options{}); err != nil {
			t.Fatal(err)
		}
		type entry struct {
			Rule, Target, File, Message string
			Suppression                 struct{ Reason string }
		}
		var read struct{ Findings, Suppressed, Notices []entry }
		if err := json.Unmarshal(b.Bytes(), &read); err != nil || len(read.Findings) != 1 || len(read.Suppressed) != 1 || len(read.Notices) != 2 {
			t.Fatalf("%s: %v", b.Bytes(), err)
		}
		got := map[string]string{
			"rule": read.Findings[0].Rule, "target": read.Suppressed[0].Target, "file": read.Findings[0].File, "notice": read.Notices[1].Message, "reason": read.Suppressed[0].Suppression.Reason,
		}
		for _, name := range slices.Sorted(maps.Keys(got)) {
			if want := strings.ToValidUTF8(text, ""); strings.ReplaceAll(got[name], "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
				t.Errorf("%s: got %q, want %q", name, got[name], text)
			}
		}
		if got, want := read.Findings[0].Message, strings.ToValidUTF8(message, ""); strings.ReplaceAll(got, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
			t.Errorf("got message %q, want %q", got, message)
		}
	})
}
