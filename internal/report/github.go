package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// maxAnnotations is how many annotations GitHub shows of each level in a step of a workflow. Of a job it shows 50, which
// is more than all levels have together
// (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations).
const maxAnnotations = 10

// annotator writes workflow commands as long as there is room for them.
type annotator struct {
	out  bytes.Buffer
	used map[string]int // by level
	left int            // what found no room
}

// writeGitHub writes annotations, gravest first, and as plain lines of the log what GitHub has no room for. Notices that are no
// failures are lines as well.
func writeGitHub(w io.Writer, r finding.Report, _ Options) error {
	a := annotator{used: map[string]int{}}
	for _, n := range r.Notices {
		if n.Failure {
			a.annotate("error", n.At, "iamlint", n.Message, compactNotice(n))
		}
	}
	for _, f := range bySeverity(r.Findings) {
		a.annotate(annotationLevel(f.Severity), f.At, fmt.Sprintf("%s: %s", f.Severity, f.Rule), f.Message, compactFinding(f))
	}
	for _, n := range r.Notices {
		if !n.Failure {
			fmt.Fprintln(&a.out, compactNotice(n))
		}
	}
	if a.left > 0 {
		fmt.Fprintf(&a.out, "%s not annotated, since GitHub shows %d of each level\n", plural(a.left, "line"), maxAnnotations)
	}
	fmt.Fprintln(&a.out, summaryLine(r))
	_, err := w.Write(a.out.Bytes())
	return err
}

func (a *annotator) annotate(level string, at source.Location, title, message, line string) {
	if a.used[level] == maxAnnotations {
		a.left++
		fmt.Fprintln(&a.out, line)
		return
	}
	a.used[level]++
	var properties []string
	add := func(key, value string) { properties = append(properties, key+"="+commandProperty(value)) }
	if at.Artifact != "" {
		add("file", at.Artifact)
	}
	if start, end := at.Region.Start, at.Region.End; start.Line > 0 {
		add("line", fmt.Sprint(start.Line))
		add("endLine", fmt.Sprint(max(end.Line, start.Line)))
		if end.Line == start.Line { // GitHub takes columns of one line only
			add("col", fmt.Sprint(start.Column))
			add("endColumn", fmt.Sprint(max(end.Column, start.Column)))
		}
	}
	add("title", title)
	fmt.Fprintf(&a.out, "::%s %s::%s\n", level, strings.Join(properties, ","), commandData(message))
}

func annotationLevel(s finding.Severity) string {
	switch s {
	case finding.Critical, finding.High:
		return "error"
	case finding.Medium:
		return "warning"
	default:
		return "notice"
	}
}

// commandData is foreign text as the data of a workflow command: the runner decodes what is escaped here.
func commandData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(safe(text))
}

func commandProperty(text string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(commandData(text))
}
