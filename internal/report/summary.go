package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

// severities has every severity, gravest first.
var severities = [...]finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low, finding.Info}

// bySeverity is the findings sorted by severity, gravest first, then as they are in the report.
func bySeverity(findings []finding.Finding) []finding.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(f, g finding.Finding) int { return cmp.Compare(g.Severity, f.Severity) })
	return sorted
}

// counts are the numbers of a report.
type counts struct {
	bySeverity [len(severities)]int // by finding.Severity
	errors     int                  // the notices that are failures
}

func count(r finding.Report) counts {
	var c counts
	for _, f := range r.Findings {
		c.bySeverity[f.Severity]++
	}
	for _, n := range r.Notices {
		if n.Failure {
			c.errors++
		}
	}
	return c
}

// summaryLine is the last line for people:
// "3 findings (1 critical, 2 low) in 4 files; 1 notice".
func summaryLine(r finding.Report) string {
	c := count(r)
	var b strings.Builder
	b.WriteString("no findings")
	if len(r.Findings) > 0 {
		b.Reset()
		fmt.Fprintf(&b, "%s (%s)", plural(len(r.Findings), "finding"), c.severityList())
	}
	fmt.Fprintf(&b, " in %s", plural(r.Files, "file"))
	if r.Files == 0 && r.Skipped > 0 {
		fmt.Fprintf(&b, "; %d skipped, neither template nor policy", r.Skipped) // else who named the wrong file takes it for clean
	}
	if len(r.Suppressed) > 0 {
		fmt.Fprintf(&b, "; %d suppressed", len(r.Suppressed))
	}
	if len(r.Notices) > 0 {
		fmt.Fprintf(&b, "; %s", plural(len(r.Notices), "notice"))
	}
	if c.errors > 0 {
		fmt.Fprintf(&b, " (%s)", plural(c.errors, "error"))
	}
	return b.String()
}

func (c counts) severityList() string {
	var parts []string
	for _, s := range severities {
		if n := c.bySeverity[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return strings.Join(parts, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
