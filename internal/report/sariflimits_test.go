package report

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// TestSARIFStaysWithinWhatGitHubTakes writes far too many findings with texts that are far too long.
func TestSARIFStaysWithinWhatGitHubTakes(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 30,000 findings")
	}
	r := manyFindings(30_000)
	for i := range r.Rules {
		r.Rules[i].Title += strings.Repeat(" long", 1000)
		r.Rules[i].Description += strings.Repeat(" long", 1000)
		r.Rules[i].CWE = []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	}
	text := write(t, "sarif", r, Options{})
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	log := sarifLog(t, r)
	run := log.Runs[0]
	t.Logf("%d results, %d KiB, %d KiB packed", len(run.Results), len(text)>>10, packed.Len()>>10)
	if len(run.Results) != 5000 || packed.Len() > 10<<20 || len(run.Invocations[0].ToolExecutionNotifications) != 1 {
		t.Errorf("got %d results, %d bytes packed, %d notifications, want 5000, at most 10 MiB, and one", len(run.Results), packed.Len(), len(run.Invocations[0].ToolExecutionNotifications))
	}
	for i, result := range run.Results {
		if want := result.RuleID == "full-access"; want != (i < 3000) {
			t.Fatalf("result %d is of %s: the gravest come first", i, result.RuleID)
		}
	}
	for _, rule := range run.Tool.Driver.Rules {
		checkRule(t, rule)
	}
}
