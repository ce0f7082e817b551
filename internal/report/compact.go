package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

// writeCompact writes a line for each finding and notice, as compilers and editors know it.
func writeCompact(w io.Writer, r finding.Report, _ Options) error {
	var out bytes.Buffer
	for _, f := range r.Findings {
		fmt.Fprintln(&out, compactFinding(f))
	}
	for _, n := range r.Notices {
		fmt.Fprintln(&out, compactNotice(n))
	}
	fmt.Fprintln(&out, summaryLine(r))
	_, err := w.Write(out.Bytes())
	return err
}

// compactFinding is "file:line:column: severity[rule]: message".
func compactFinding(f finding.Finding) string {
	return lineOf(placeText(f.At), fmt.Sprintf("%s[%s]: %s", f.Severity, safe(f.Rule), safe(f.Message)))
}

func compactNotice(n finding.Notice) string {
	return lineOf(placeText(n.At), noticeLevel(n)+": "+safe(n.Message))
}

// noticeLevel is the word for how grave a notice is.
func noticeLevel(n finding.Notice) string {
	if n.Failure {
		return "error"
	}
	return "note"
}

// lineOf puts a place before a text. GitHub's runner takes "::" at the start of a line for a command, and looks at what
// follows blanks as well.
func lineOf(place, text string) string {
	if place == "" {
		return text
	}
	if strings.HasPrefix(strings.TrimLeft(place, " "), ":") {
		place = `"` + place + `"`
	}
	return place + ": " + text
}
