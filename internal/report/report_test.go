package report

import (
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

func TestFormatsAreSorted(t *testing.T) {
	if diff := cmp.Diff(Formats(), []string{"compact", "csv", "github", "html", "json", "junit", "markdown", "sarif", "text"}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	err := Write(io.Discard, "xml", finding.Report{}, Options{})
	want := `unknown format "xml" (have ["compact" "csv" "github" "html" "json" "junit" "markdown" "sarif" "text"])`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

var errFull = errors.New("disk is full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestAWriteThatFailsIsAnError(t *testing.T) {
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			err := Write(fullDisk{}, format, finding.Report{}, Options{})
			if !errors.Is(err, errFull) {
				t.Fatalf("got %v, want %v", err, errFull)
			}
			if want := "write " + format + " report: disk is full"; err.Error() != want {
				t.Errorf("got %q, want %q", err, want)
			}
		})
	}
}

func TestSummaryLine(t *testing.T) {
	tests := map[string]struct {
		report finding.Report
		want   string
	}{
		"nothing-found": {finding.Report{Files: 4}, "no findings in 4 files"},
		"one-of-each": {
			finding.Report{Findings: make([]finding.Finding, 1), Notices: make([]finding.Notice, 1), Files: 1},
			"1 finding (1 info) in 1 file; 1 notice",
		},
		"several": {
			finding.Report{
				Findings: []finding.Finding{{Severity: finding.Low}, {Severity: finding.Critical}, {Severity: finding.Low}, {Severity: finding.Medium}},
				Notices:  []finding.Notice{{Failure: true}, {}, {Failure: true}},
				Files:    4,
			},
			"4 findings (1 critical, 1 medium, 2 low) in 4 files; 3 notices (2 errors)",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := summaryLine(tt.report); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTextOfFindingsWithoutAPlace(t *testing.T) {
	r := finding.Report{
		Findings: []finding.Finding{
			{Rule: "r", Message: "Nowhere.", Related: []finding.Related{{}, {Message: "said of nothing"}}},
			{Rule: "r", Message: "A whole file.", At: source.Location{Artifact: "a.yaml"}},
		},
		Sources: map[string][]byte{"a.yaml": []byte("a\n")},
		Files:   1,
	}
	want := `info[r]: Nowhere.
  --> said of nothing

info[r]: A whole file.
  --> a.yaml

2 findings (2 info) in 1 file
`
	if diff := cmp.Diff(write(t, "text", r, Options{}), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}
