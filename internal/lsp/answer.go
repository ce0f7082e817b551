package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// diagnose is the report of a buffer as diagnostics.
func (c *connection) diagnose(b *buffer) []diagnostic {
	found := make([]diagnostic, 0, len(b.report.Findings)+len(b.report.Notices))
	for _, f := range b.report.Findings {
		found = append(found, c.diagnostic(b, f))
	}
	for _, n := range b.report.Notices {
		d := diagnostic{Range: b.span(n.At), Severity: hintMark, Source: "iamlint", Message: n.Message}
		if n.Failure {
			d.Severity = errorMark
		}
		if n.At.Artifact != b.artifact {
			d.Related = []related{{b.location(n.At), "here"}}
		}
		found = append(found, d)
	}
	return found
}

// diagnostic is a finding as a diagnostic. One that stands in a file that the artifact includes is told at its beginning.
func (c *connection) diagnostic(b *buffer, f finding.Finding) diagnostic {
	d := diagnostic{
		Range: b.span(f.At), Severity: mark(f.Severity), Code: f.Rule, Source: "iamlint", Message: f.Message,
		Description: &description{c.Link(f.Rule)},
	}
	if f.At.Artifact != b.artifact {
		d.Related = append(d.Related, related{b.location(f.At), "here"})
	}
	for _, r := range slices.Concat(f.Related, f.Steps) {
		d.Related = append(d.Related, related{b.location(r.At), r.Message})
	}
	return d
}

// mark is how grave a finding is to an editor, which knows fewer severities.
func mark(s finding.Severity) int {
	switch s {
	case finding.Critical, finding.High:
		return errorMark
	case finding.Medium:
		return warningMark
	default:
		return informationMark
	}
}

// span is where something stands in the buffer: at its beginning if it stands elsewhere.
func (b *buffer) span(at source.Location) span {
	if at.Artifact != b.artifact {
		return span{}
	}
	return b.page.span(at.Region)
}

func (b *buffer) location(at source.Location) location {
	if at.Artifact == b.artifact {
		return location{b.uri, b.page.span(at.Region)}
	}
	return location{uriOf(at.Artifact), newPage(string(b.report.Sources[at.Artifact])).span(at.Region)}
}

// touching are the findings that stand where a span is, the gravest first.
func (b *buffer) touching(s span) []finding.Finding {
	var found []finding.Finding
	for _, f := range b.report.Findings {
		if b.span(f.At).touches(s) {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(f, g finding.Finding) int { return int(g.Severity) - int(f.Severity) })
	return found
}

// hover shows the pages of the rules that found something at a position; nothing where there are none.
func (c *connection) hover(ctx context.Context, b buffer, params documentParams) (any, error) {
	found := b.touching(span{params.Position, params.Position})
	if len(found) == 0 {
		return nil, nil
	}
	var pages, rules []string
	for _, f := range found {
		if slices.Contains(rules, f.Rule) {
			continue
		}
		page, err := c.Explain(ctx, f.Rule)
		if err != nil {
			return nil, fmt.Errorf("explain %s: %w", f.Rule, err)
		}
		rules, pages = append(rules, f.Rule), append(pages, page)
	}
	shown := markup{"markdown", strings.Join(pages, "\n---\n\n")}
	return hover{shown, b.span(found[0].At)}, nil
}

// codeActions offers to accept what was found where a span is.
func (c *connection) codeActions(ctx context.Context, b buffer, params documentParams) (any, error) {
	actions := []codeAction{}
	wanted := func(kind string) bool { return kind == "" || kind == quickFix }
	if only := params.Context.Only; len(only) > 0 && !slices.ContainsFunc(only, wanted) {
		return actions, nil
	}
	for _, f := range b.touching(params.Range) {
		if f.At.Artifact != b.artifact || ctx.Err() != nil {
			continue
		}
		at, insert, err := c.Accept(b.artifact, []byte(b.text), f)
		if err != nil {
			continue // there is no place for it, so that it isn't offered
		}
		place := b.page.position(at)
		actions = append(actions, codeAction{
			Title: fmt.Sprintf("Accept %s here, for a reason to write", f.Rule), Kind: quickFix,
			Diagnostics: []diagnostic{c.diagnostic(&b, f)},
			Edit:        edit{map[string][]textEdit{b.uri: {{span{place, place}, insert}}}},
		})
	}
	return actions, nil
}
