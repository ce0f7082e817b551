package report

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/finding"
)

// maxMarkdown is how many bytes of Markdown are written. GitHub throws away a job summary of more than 1 MiB, other steps'
// part included.
const maxMarkdown = 900_000

// writeMarkdown writes a table of the findings, gravest first, and a list of the notices: for the summary of a job or a comment.
func writeMarkdown(w io.Writer, r finding.Report, _ Options) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "## iamlint\n\n%s\n", summaryLine(r))
	fits := func(line string) bool { return out.Len()+len(line) <= maxMarkdown }
	if len(r.Findings) > 0 {
		out.WriteString("\n| severity | rule | place | |\n|---|---|---|---|\n")
	}
	for i, f := range bySeverity(r.Findings) {
		line := fmt.Sprintf("| %s | %s | %s | %s |\n", f.Severity, ruleLink(f.Rule), inCode(placeText(f.At)), inCode(f.Message))
		if !fits(line) {
			fmt.Fprintf(&out, "\n%s left out: those listed are the gravest.\n", plural(len(r.Findings)-i, "finding"))
			break
		}
		out.WriteString(line)
	}
	for i, n := range r.Notices {
		line := fmt.Sprintf("- %s: %s\n", noticeLevel(n), inCode(compactNotice(n)))
		if i == 0 {
			line = "\n" + line
		}
		if !fits(line) {
			fmt.Fprintf(&out, "- %s left out\n", plural(len(r.Notices)-i, "notice"))
			break
		}
		out.WriteString(line)
	}
	_, err := w.Write(out.Bytes())
	return err
}

var plainID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ruleLink links a rule to its page.
func ruleLink(rule string) string {
	if !plainID.MatchString(rule) {
		return inCode(rule)
	}
	return fmt.Sprintf("[%s](%s)", rule, RulePage(rule))
}

// inCode is foreign text that Markdown shows as it is. Character references never make markup, and within <code> nobody is
// mentioned and nothing becomes a link.
func inCode(text string) string {
	var b strings.Builder
	b.WriteString("<code>")
	for _, r := range safe(text) {
		if r < utf8.RuneSelf && strings.ContainsRune("!\"#$%&'()*+,:;<=>?@[\\]^_`{|}~", r) {
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteString("</code>")
	return b.String()
}
