// Package finding is what iamlint says: rules, findings, notices, and the report that holds them.
package finding

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/source"
)

// Severity is how grave a finding is.
type Severity uint8

// The severities, least first.
const (
	Info Severity = iota
	Low
	Medium
	High
	Critical
)

var severityNames = [...]string{"info", "low", "medium", "high", "critical"}

// String is the severity in lower case.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the form of String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads the form that String writes.
func ParseSeverity(text string) (Severity, error) {
	if i := slices.Index(severityNames[:], text); i >= 0 {
		return Severity(i), nil
	}
	return 0, fmt.Errorf("unknown severity %q (have %q)", text, severityNames)
}

// Rule is what a rule says of itself in its METADATA.
type Rule struct {
	ID          string   `json:"id"` // kebab-case, stable, never reused
	Title       string   `json:"title"`
	Description string   `json:"description"` // why it matters; Markdown
	Category    string   `json:"category"`    // one word: grammar, wildcard, resource …
	Severity    Severity `json:"severity"`
	Remediation string   `json:"remediation"` // what to do; Markdown
	Since       string   `json:"since"`       // the first version that has it
	Links       []string `json:"links"`
	CWE         []int    `json:"cwe"`
	Aliases     []string `json:"aliases"` // peers' ids for the same thing, for suppressions
	OptIn       bool     `json:"opt_in"`  // off until enabled
	Bad         Example  `json:"-"`       // which fires, YAML
	Good        Example  `json:"-"`       // which does not, YAML

	Settings *Setting `json:"settings,omitempty"` // what a user may set, an object; nil when there is nothing
}

// Example gives the text of an example when it is wanted, which few runs do. A nil Example is none.
type Example func() string

// Shown is the example of a text.
func Shown(text string) Example { return func() string { return text } }

// Text is the text of the example, "" when there is none.
func (e Example) Text() string {
	if e == nil {
		return ""
	}
	return e()
}

// Finding is one thing that a rule found.
type Finding struct {
	Rule        string
	Category    string
	Severity    Severity
	Message     string // one line; the first sentence stands alone
	Target      string // the name of the target, "" if there is none
	TargetKind  string // as in policy.TargetKind; "" of what is no target, as a parameter or an account
	Construct   string // the path of the construct that the target was made from, as the CDK notes it; else ""
	At          source.Location
	Related     []Related
	Steps       []Related    // how one thing leads to another, in their order; none where the finding is about one place
	Fingerprint string       // identifies the finding when lines move; see report.Fingerprint
	Suppression *Suppression // why it does not count; nil when it does
}

// Suppression says that somebody accepts a finding.
type Suppression struct {
	By     string // "comment", "metadata", "configuration", "baseline", or the other tool whose suppression it is
	Reason string
	Until  string          // the last day on which it holds, as in "2027-01-31"; "" for ever
	At     source.Location // nowhere for a baseline
}

// Related is another place that a finding speaks of.
type Related struct {
	At      source.Location
	Message string
}

// Compare orders findings as they are shown: by place, then rule, then message.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(f.At.Compare(g.At), cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Target, g.Target), cmp.Compare(f.TargetKind, g.TargetKind), cmp.Compare(f.Message, g.Message))
}

// Notice is something that was not done or not understood. Silence is not approval: whatever could not
// be read or decided is a notice.
type Notice struct {
	Failure bool // part of the job was not done: exit code 2
	Message string
	At      source.Location // of a whole artifact: without a region
}

// Report is the outcome of a run.
type Report struct {
	Findings   []Finding         // sorted by Compare; those that count
	Suppressed []Finding         // sorted by Compare; those that do not, each with its Suppression
	Notices    []Notice          // sorted by place
	Rules      []Rule            // those that were applied, sorted by ID
	Sources    map[string][]byte // the artifacts that findings and notices point into
	Files      int               // artifacts that held a template or policy
	Skipped    int               // artifacts that held neither

	// Principals are who can do something, sorted by place; none unless a format shows them, because finding out
	// costs more than all rules together.
	Principals []Principal
}
