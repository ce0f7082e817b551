package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// writeText writes findings as compilers do: what, where, the source line with
// carets, and what to do. The help of a rule is shown with its first finding
// only, because a hundred findings of one rule have one remedy.
func writeText(w io.Writer, r finding.Report, o Options) error {
	p := printer{
		paint:    painter(o.Color),
		width:    o.Width,
		listings: newListings(r.Sources),
		help:     map[string]string{},
	}
	for _, rule := range r.Rules {
		p.help[rule.ID] = firstParagraph(rule.Remediation)
	}
	for _, f := range r.Findings {
		p.finding(f)
	}
	if o.Suppressed {
		for _, f := range r.Suppressed {
			p.suppressed(f)
		}
	}
	for _, n := range r.Notices {
		p.notice(n)
	}
	if len(r.Notices) > 0 || o.Suppressed && len(r.Suppressed) > 0 {
		p.out.WriteByte('\n')
	}
	fmt.Fprintln(&p.out, p.paint.text(bold, summaryLine(r)))
	_, err := w.Write(p.out.Bytes())
	return err
}

// printer holds what is needed while findings are written one after another.
type printer struct {
	out      bytes.Buffer
	paint    painter
	width    int
	listings listings
	help     map[string]string // by rule; without those that were shown already
}

func (p *printer) finding(f finding.Finding) {
	head := p.paint.text(severityColours[f.Severity], fmt.Sprintf("%s[%s]", f.Severity, safe(f.Rule)))
	fmt.Fprintf(&p.out, "%s: %s\n", head, p.paint.text(bold, safe(f.Message)))
	margin := strings.Repeat(" ", max(len(strconv.Itoa(f.At.Region.Start.Line)), 2))
	p.place(margin, f.At, constructText(f))
	p.excerpt(margin, f.At)
	for _, related := range f.Related {
		p.place(margin, related.At, related.Message)
	}
	for i, step := range f.Steps {
		if len(f.Steps) > 1 {
			p.place(margin, step.At, fmt.Sprintf("step %d: %s", i+1, step.Message))
		}
	}
	p.remedy(margin, f.Rule)
	p.out.WriteByte('\n')
}

// constructText names the construct of the CDK that a finding is about, if it is about one.
func constructText(f finding.Finding) string {
	if f.Construct == "" {
		return ""
	}
	return "construct " + f.Construct
}

// place writes "  --> file:line:column", and after it what there is to say of the place.
func (p *printer) place(margin string, at source.Location, message string) {
	parts := make([]string, 0, 2)
	for _, part := range []string{placeText(at), safe(message)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(&p.out, "%s%s %s\n", margin, p.paint.text(blue, "-->"), strings.Join(parts, ": "))
	}
}

// placeText is a place as it may stand in a line for people, "" if it is nowhere.
func placeText(at source.Location) string {
	at.Artifact = safe(at.Artifact)
	return at.Place()
}

func (p *printer) excerpt(margin string, at source.Location) {
	text, ok := p.listings.of(at.Artifact)
	if !ok {
		return
	}
	e, ok := newExcerpt(text, at.Region, p.width)
	if !ok {
		return
	}
	bar := p.paint.text(blue, "|")
	number := p.paint.text(blue, fmt.Sprintf("%*d", len(margin), at.Region.Start.Line))
	fmt.Fprintf(&p.out, "%s %s\n", margin, bar)
	fmt.Fprintf(&p.out, "%s %s %s\n", number, bar, e.line)
	fmt.Fprintf(&p.out, "%s %s %s\n", margin, bar, p.paint.carets(e.carets))
}

// remedy writes what to do about findings of a rule, once in a report.
func (p *printer) remedy(margin, rule string) {
	help, ok := p.help[rule]
	if !ok {
		return
	}
	delete(p.help, rule)
	equals := p.paint.text(blue, "=")
	if help != "" {
		fmt.Fprintf(&p.out, "%s %s %s %s\n", margin, equals, p.paint.text(bold, "help:"), safe(help))
	}
	fmt.Fprintf(&p.out, "%s %s %s iamlint explain %s\n", margin, equals, p.paint.text(bold, "rule:"), safe(rule))
}

// suppressed writes a finding that does not count in one line, with the reason.
func (p *printer) suppressed(f finding.Finding) {
	fmt.Fprintf(&p.out, "%s %s: %s[%s]: %s (%s)\n", p.paint.text(bold, "suppressed:"), placeText(f.At), f.Severity, safe(f.Rule), safe(f.Message), safe(because(f.Suppression)))
}

// because says who accepts a finding, why and until when.
func because(s *finding.Suppression) string {
	text := "by " + s.By
	if s.At.Region.Start.Line > 0 {
		text += fmt.Sprintf(" in line %d", s.At.Region.Start.Line)
	}
	if s.Until != "" {
		text += " until " + s.Until
	}
	if s.Reason != "" {
		text += ": " + s.Reason
	}
	return text
}

func (p *printer) notice(n finding.Notice) {
	label := p.paint.text(bold, "note:")
	if n.Failure {
		label = p.paint.text(red, "error:")
	}
	if place := placeText(n.At); place != "" {
		label += " " + place + ":"
	}
	fmt.Fprintf(&p.out, "%s %s\n", label, safe(n.Message))
}

// firstParagraph is the first paragraph of a Markdown text, as one line.
func firstParagraph(markdown string) string {
	paragraph, _, _ := strings.Cut(strings.TrimSpace(markdown), "\n\n")
	return strings.Join(strings.Fields(paragraph), " ")
}
