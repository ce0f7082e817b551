package ignore

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// baselineVersion changes when an older iamlint could not read a baseline rightly.
const baselineVersion = 1

// Baseline is findings that were there when somebody looked, and are accepted for now.
type Baseline struct {
	Version  int        `json:"version"`
	Findings []Accepted `json:"findings"`

	name string
}

// Accepted is one of them. Fingerprint and File identify it; the rest is for people.
type Accepted struct {
	Fingerprint string `json:"fingerprint"` // without the number that tells equal ones apart
	File        string `json:"file"`
	Rule        string `json:"rule"`
	Target      string `json:"target"`
	Message     string `json:"message"`
}

// Presence tells what became of a file of a baseline.
type Presence uint8

// What became of it.
const (
	Looked    Presence = iota // it was looked at in this run
	Elsewhere                 // it is there, and was not
	Gone                      // it is no longer there, or has another name now
)

// NewBaseline accepts the findings of a report.
func NewBaseline(r finding.Report) Baseline {
	b := Baseline{Version: baselineVersion, Findings: []Accepted{}}
	for _, f := range r.Findings {
		b.Findings = append(b.Findings, accepted(f))
	}
	slices.SortFunc(b.Findings, func(a, b Accepted) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Target, b.Target),
			cmp.Compare(a.Fingerprint, b.Fingerprint), cmp.Compare(a.Message, b.Message))
	})
	return b
}

func accepted(f finding.Finding) Accepted {
	digits, _, _ := strings.Cut(f.Fingerprint, ":")
	return Accepted{Fingerprint: digits, File: f.At.Artifact, Rule: f.Rule, Target: f.Target, Message: f.Message}
}

// Write writes a baseline as JSON in ASCII: its texts come from templates, and nothing in them is to fool who reads a diff.
func (b Baseline) Write(w io.Writer) error {
	content, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, r := range string(content) {
		if r < 0x7f {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	out.WriteByte('\n')
	_, err = w.Write(out.Bytes())
	return err
}

// ReadBaseline reads what Write wrote; name is for messages.
func ReadBaseline(name string, content []byte) (Baseline, error) {
	b := Baseline{name: name}
	if err := json.Unmarshal(content, &b); err != nil {
		return b, fmt.Errorf("read baseline %s: %w", name, err)
	}
	if b.Version != baselineVersion {
		return b, fmt.Errorf("read baseline %s: it has version %d, want %d: write it anew with iamlint baseline", name, b.Version, baselineVersion)
	}
	return b, nil
}

// Apply moves the findings that the baseline accepts to those that do not count: as many of a fingerprint as it has of the
// same file or, if that is gone, of any. What it accepts and is no longer found is a notice.
func (b Baseline) Apply(r *finding.Report, presence func(artifact string) Presence) {
	open := map[Accepted]int{}
	for _, a := range b.Findings {
		open[a.key()]++
	}
	rest := b.match(r, func(f Accepted) bool { return take(open, f) })
	moved := map[string]int{}
	for a, n := range open {
		if presence(a.File) == Gone {
			moved[a.Fingerprint] += n
		}
	}
	r.Findings = rest
	r.Findings = b.match(r, func(f Accepted) bool { return take(moved, f.Fingerprint) })
	slices.SortFunc(r.Suppressed, finding.Finding.Compare)
	b.tellGone(r, open, moved, presence)
}

// key is what identifies an accepted finding.
func (a Accepted) key() Accepted { return Accepted{Fingerprint: a.Fingerprint, File: a.File} }

func take[K comparable](counts map[K]int, key K) bool {
	if counts[key] == 0 {
		return false
	}
	counts[key]--
	return true
}

// match moves the findings that are accepted, and returns the others.
func (b Baseline) match(r *finding.Report, accepts func(Accepted) bool) []finding.Finding {
	var rest []finding.Finding
	for _, f := range r.Findings {
		if !accepts(accepted(f).key()) {
			rest = append(rest, f)
			continue
		}
		f.Suppression = &finding.Suppression{By: ByBaseline, Reason: "in the baseline " + b.name}
		r.Suppressed = append(r.Suppressed, f)
	}
	return rest
}

// tellGone tells of what is accepted and was not found where it should have been.
func (b Baseline) tellGone(r *finding.Report, open map[Accepted]int, moved map[string]int, presence func(string) Presence) {
	for _, a := range b.Findings {
		where := presence(a.File)
		gone := where == Looked && take(open, a.key()) || where == Gone && take(moved, a.Fingerprint)
		if gone {
			r.Notices = append(r.Notices, finding.Notice{
				At:      source.Location{Artifact: b.name},
				Message: fmt.Sprintf("%s of %s in %s is no longer found: write the baseline anew", a.Rule, a.Target, a.File),
			})
		}
	}
	slices.SortStableFunc(r.Notices, func(m, n finding.Notice) int { return m.At.Compare(n.At) })
}
