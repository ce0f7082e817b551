package report

import (
	"io"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// jsonVersion changes when a reader of the JSON would have to change.
// New properties may come without it.
const jsonVersion = 1

type jsonReport struct {
	Version  int           `json:"version"`
	Findings []jsonFinding `json:"findings"`
	// Suppressed is the findings that somebody accepts.
	Suppressed []jsonFinding `json:"suppressed"`
	Notices    []jsonNotice  `json:"notices"`
	Summary    jsonSummary   `json:"summary"`
}

type jsonFinding struct {
	Rule     string           `json:"rule"`
	Category string           `json:"category"`
	Severity finding.Severity `json:"severity"`
	Message  string           `json:"message"`
	Target   string           `json:"target"`
	// TargetKind is role, user, group, managed-policy, resource, document or root; "" of what is none of these.
	TargetKind string `json:"targetKind"`
	// Construct is the path that the CDK gives to the construct of the target.
	Construct string `json:"construct,omitempty"`
	jsonPlace
	Related     []jsonRelated `json:"related"`
	Steps       []jsonRelated `json:"steps,omitempty"` // how one thing leads to another
	Fingerprint string        `json:"fingerprint"`
	// Suppression is there in suppressed findings only.
	Suppression *jsonSuppression `json:"suppression,omitempty"`
}

// jsonSuppression says who accepts a finding, and why. Line is 0 where it does not stand in an artifact.
type jsonSuppression struct {
	By     string `json:"by"`
	Reason string `json:"reason"`
	Until  string `json:"until,omitempty"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

type jsonRelated struct {
	Message string `json:"message"`
	jsonPlace
}

// jsonPlace is a location. Lines and columns are from 1; endColumn is that
// after the last character. All are 0 if the place is a whole file.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonNotice struct {
	Level   string `json:"level"` // "note", or "error" if part of the job was not done
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
}

type jsonSummary struct {
	Findings   int `json:"findings"`
	Suppressed int `json:"suppressed"`
	Critical   int `json:"critical"`
	High       int `json:"high"`
	Medium     int `json:"medium"`
	Low        int `json:"low"`
	Info       int `json:"info"`
	Notices    int `json:"notices"` // of both levels
	Errors     int `json:"errors"`
	Files      int `json:"files"`
	Skipped    int `json:"skipped"`
}

func writeJSON(w io.Writer, r finding.Report, _ Options) error {
	out := jsonReport{
		Version:    jsonVersion,
		Findings:   make([]jsonFinding, 0, len(r.Findings)),
		Suppressed: make([]jsonFinding, 0, len(r.Suppressed)),
		Notices:    make([]jsonNotice, 0, len(r.Notices)),
		Summary:    newJSONSummary(r),
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, newJSONFinding(f))
	}
	for _, f := range r.Suppressed {
		out.Suppressed = append(out.Suppressed, newJSONFinding(f))
	}
	for _, n := range r.Notices {
		out.Notices = append(out.Notices, newJSONNotice(n))
	}
	return encode(w, out)
}

func newJSONFinding(f finding.Finding) jsonFinding {
	out := jsonFinding{
		Rule:        f.Rule,
		Category:    f.Category,
		Severity:    f.Severity,
		Message:     f.Message,
		Target:      f.Target,
		TargetKind:  f.TargetKind,
		Construct:   f.Construct,
		jsonPlace:   newJSONPlace(f.At),
		Related:     make([]jsonRelated, 0, len(f.Related)),
		Fingerprint: f.Fingerprint,
	}
	if s := f.Suppression; s != nil {
		out.Suppression = &jsonSuppression{By: s.By, Reason: s.Reason, Until: s.Until, File: s.At.Artifact, Line: s.At.Region.Start.Line}
	}
	for _, related := range f.Related {
		out.Related = append(out.Related, jsonRelated{Message: related.Message, jsonPlace: newJSONPlace(related.At)})
	}
	for _, step := range f.Steps {
		out.Steps = append(out.Steps, jsonRelated{Message: step.Message, jsonPlace: newJSONPlace(step.At)})
	}
	return out
}

func newJSONPlace(at source.Location) jsonPlace {
	return jsonPlace{
		File:      at.Artifact,
		Line:      at.Region.Start.Line,
		Column:    at.Region.Start.Column,
		EndLine:   at.Region.End.Line,
		EndColumn: at.Region.End.Column,
	}
}

func newJSONNotice(n finding.Notice) jsonNotice {
	start := n.At.Region.Start
	return jsonNotice{Level: noticeLevel(n), Message: n.Message, File: n.At.Artifact, Line: start.Line, Column: start.Column}
}

func newJSONSummary(r finding.Report) jsonSummary {
	c := count(r)
	return jsonSummary{
		Findings:   len(r.Findings),
		Suppressed: len(r.Suppressed),
		Critical:   c.bySeverity[finding.Critical],
		High:       c.bySeverity[finding.High],
		Medium:     c.bySeverity[finding.Medium],
		Low:        c.bySeverity[finding.Low],
		Info:       c.bySeverity[finding.Info],
		Notices:    len(r.Notices),
		Errors:     c.errors,
		Files:      r.Files,
		Skipped:    r.Skipped,
	}
}
