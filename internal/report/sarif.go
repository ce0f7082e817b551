package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report/sarif"
)

const (
	homepage   = "https://github.com/iamlint/iamlint"
	maxResults = 5000 // GitHub keeps no more results of a run
)

// writeSARIF writes one run of SARIF 2.1.0, made for GitHub code scanning. It
// has no automationDetails: GitHub's upload action fills in its category then.
func writeSARIF(w io.Writer, r finding.Report, o Options) error {
	rules := listedRules(r)
	driver := sarif.Driver{
		Name:            "iamlint",
		SemanticVersion: semanticVersion(o.Version),
		InformationURI:  homepage,
		Rules:           make([]sarif.Rule, 0, len(rules)),
	}
	index := make(map[string]int, len(rules))
	for i, rule := range rules {
		driver.Rules = append(driver.Rules, newSARIFRule(rule))
		index[rule.ID] = i
	}
	listed := r.Findings
	if o.Suppressed {
		listed = slices.Concat(r.Findings, r.Suppressed)
	}
	kept := gravest(listed)
	return encode(w, sarif.Log{
		Schema:  sarif.Schema,
		Version: sarif.Version,
		Runs: []sarif.Run{{
			Tool:             sarif.Tool{Driver: driver},
			Invocations:      []sarif.Invocation{newInvocation(r, len(listed)-len(kept))},
			ColumnKind:       sarif.CodePoints,
			NewlineSequences: []string{"\r\n", "\n", "\r"},
			OriginalURIBaseIDs: map[string]sarif.ArtifactLocation{
				sourceRoot: {Description: &sarif.Text{Text: "The directory that iamlint was run in."}},
			},
			Results: newResults(kept, index, r.Sources),
		}},
	})
}

// gravest is the findings by severity without those over maxResults.
func gravest(findings []finding.Finding) []finding.Finding {
	return bySeverity(findings)[:min(len(findings), maxResults)]
}

func newInvocation(r finding.Report, left int) sarif.Invocation {
	invocation := sarif.Invocation{ExecutionSuccessful: true}
	for _, n := range r.Notices {
		level := sarif.Note
		if n.Failure {
			invocation.ExecutionSuccessful = false
			level = sarif.Error
		}
		notification := sarif.Notification{Level: level, Message: plainMessage(n.Message)}
		if n.At.Artifact != "" {
			notification.Locations = []sarif.Location{newLocation(n.At)}
		}
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications, notification)
	}
	if left > 0 {
		text := fmt.Sprintf("%d findings are left out, because code scanning keeps no more than %d: those listed are the gravest.", left, maxResults)
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications,
			sarif.Notification{Level: sarif.Warning, Message: sarif.Text{Text: text}})
	}
	return invocation
}

// newResults makes results of findings; ruleIndex has the place of each rule.
func newResults(findings []finding.Finding, ruleIndex map[string]int, sources map[string][]byte) []sarif.Result {
	prints := newLinePrints(sources)
	places := placer{texts: newListings(sources)}
	results := make([]sarif.Result, 0, len(findings))
	for _, f := range findings {
		primary := places.primary(f.At)
		if f.Construct != "" {
			primary.LogicalLocations = []sarif.LogicalLocation{{FullyQualifiedName: f.Construct, Kind: "resource"}}
		}
		results = append(results, sarif.Result{
			RuleID:              f.Rule,
			RuleIndex:           ruleIndex[f.Rule],
			Level:               level(f.Severity),
			Message:             resultMessage(f),
			Locations:           []sarif.Location{primary},
			RelatedLocations:    places.linked(f.Related),
			CodeFlows:           places.flow(f.Steps),
			PartialFingerprints: prints.of(f),
			Suppressions:        newSuppressions(f.Suppression),
		})
	}
	return results
}

// newSuppressions is how SARIF says that a finding does not count.
func newSuppressions(s *finding.Suppression) []sarif.Suppression {
	if s == nil {
		return nil
	}
	kind := sarif.External
	if s.At.Artifact != "" && s.By != "configuration" {
		kind = sarif.InSource
	}
	return []sarif.Suppression{{Kind: kind, Justification: because(s)}}
}

// resultMessage is the finding's message, with a link to each related place:
// GitHub shows only those that are linked to.
func resultMessage(f finding.Finding) sarif.Text {
	if len(f.Related) == 0 {
		return plainMessage(f.Message)
	}
	var b strings.Builder
	b.WriteString(literal(cmp.Or(f.Message, f.Rule)))
	for i, related := range f.Related {
		lead := ", "
		if i == 0 {
			lead = " See "
		}
		fmt.Fprintf(&b, "%s[%s](%d)", lead, literal(linkText(related)), i+1)
	}
	b.WriteByte('.')
	return sarif.Text{Text: b.String()}
}

func linkText(r finding.Related) string {
	return cmp.Or(r.Message, placeText(r.At), "related place")
}

// plainMessage is a message without links of ours. One that could be read as
// a link is made literal; others are left, because not every viewer takes the
// backslashes away.
func plainMessage(text string) sarif.Text {
	if strings.Contains(text, "](") {
		text = literal(text)
	}
	return sarif.Text{Text: cmp.Or(text, "no message")}
}

// literal makes sure that nothing in the text is read as a link (3.11.6).
func literal(text string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(text)
}
