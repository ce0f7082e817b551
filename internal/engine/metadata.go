package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
)

// Categories are the words for what a rule is about; a rule's folder stands in the folder of its category.
func Categories() []string {
	return []string{
		"grammar", "wildcard", "resource", "condition", "escalation", "exposure",
		"trust", "resource-policy", "sam", "hygiene", "live", "suggestion",
	}
}

// metadata is what a rule's METADATA holds, as it is written.
type metadata struct {
	Row         int      `json:"row"` // the line where it begins
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Links       []string `json:"links"`
	Custom      custom   `json:"custom"`
}

// custom is what METADATA holds beyond OPA's own words.
type custom struct {
	ID          string   `json:"id"`
	Category    string   `json:"category"`
	Severity    string   `json:"severity"`
	Since       string   `json:"since"`
	Remediation string   `json:"remediation"`
	CWE         []int    `json:"cwe"`
	Aliases     []string `json:"aliases"`
	OptIn       bool     `json:"opt_in"`
	YieldsTo    []string `json:"yields_to"` // rules that speak in its place where both would speak of one word

	Settings *finding.Setting `json:"settings,omitempty"`
}

// describe finds out what a rule says of itself: from the index or, if it isn't there, from its text.
func (f *file) describe(all *index) error {
	known, found := all.rules[f.path]
	if f.custom || !found || known.Sum != f.sum() {
		meta, err := f.readMetadata()
		if err != nil {
			return err
		}
		known = &indexed{Metadata: meta}
	} else {
		f.known = true
		f.sieve = sync.OnceValues(func() (*sieve, error) { return all.calls.sieve(known) })
		f.needs, f.fields, f.alone = known.Needs, known.Fields, known.Alone
	}
	f.asks, f.yieldsTo = known.Asks, known.Metadata.Custom.YieldsTo
	var err error
	f.rule, err = f.describedBy(known.Metadata)
	return err
}

// readMetadata reads a rule's METADATA, and nothing below its package line.
func (f *file) readMetadata() (metadata, error) {
	module, err := ast.ParseModuleWithOpts(f.path, f.header(), ast.ParserOptions{
		ProcessAnnotation: true, Capabilities: parserCapabilities(),
	})
	if err != nil {
		return metadata{}, fmt.Errorf("read rule: %w", err)
	}
	row := module.Package.Location.Row
	if want := "data.iamlint.rules." + f.name(); module.Package.Path.String() != want {
		return metadata{}, f.errorf(row, "package is %s, its folder asks for %s",
			strings.TrimPrefix(module.Package.Path.String(), "data."), strings.TrimPrefix(want, "data."))
	}
	i := slices.IndexFunc(module.Annotations, func(a *ast.Annotations) bool { return a.Scope == "package" })
	if i < 0 {
		return metadata{}, f.errorf(row, "no METADATA above the package line")
	}
	a := module.Annotations[i]
	meta := metadata{Row: a.Location.Row, Title: strings.TrimSpace(a.Title), Description: strings.TrimSpace(a.Description)}
	for _, link := range a.RelatedResources {
		meta.Links = append(meta.Links, link.Ref.String())
	}
	if meta.Custom, err = decodeCustom(a.Custom); err != nil {
		return metadata{}, f.errorf(meta.Row, "METADATA custom: %s", err)
	}
	return meta, nil
}

// header is the text up to the end of the package line, or all of it when there is none.
func (f *file) header() string {
	at, content := 0, f.content()
	if !strings.HasPrefix(content, "package ") {
		at = strings.Index(content, "\npackage ") + 1
	}
	if end := strings.IndexByte(content[at:], '\n'); end >= 0 && strings.HasPrefix(content[at:], "package ") {
		return content[:at+end+1]
	}
	return content
}

func (f *file) describedBy(meta metadata) (finding.Rule, error) {
	c := meta.Custom
	rule := finding.Rule{
		ID: c.ID, Title: meta.Title, Description: meta.Description, Category: c.Category, Links: meta.Links,
		Remediation: strings.TrimSpace(c.Remediation), Since: c.Since, CWE: c.CWE, Aliases: c.Aliases, OptIn: c.OptIn,
		Settings: c.Settings, Bad: func() string { return f.example("bad.yaml") }, Good: func() string { return f.example("good.yaml") },
	}
	if word := missing(rule, c.Severity); word != "" {
		return rule, f.errorf(meta.Row, "METADATA lacks %s", word)
	}
	var err error
	if rule.Severity, err = finding.ParseSeverity(c.Severity); err != nil {
		return rule, f.errorf(meta.Row, "METADATA custom.severity: %s", err)
	}
	if rule.Settings != nil {
		if err := rule.Settings.Check("METADATA custom.settings"); err != nil {
			return rule, f.errorf(meta.Row, "%s", err)
		}
	}
	return rule, f.agree(meta.Row, rule)
}

// agree checks that a rule is called what its folders say.
func (f *file) agree(row int, rule finding.Rule) error {
	if want := strings.ReplaceAll(f.name(), "_", "-"); rule.ID != want {
		return f.errorf(row, "METADATA custom.id is %q, its folder asks for %q", rule.ID, want)
	}
	if !slices.Contains(Categories(), rule.Category) {
		return f.errorf(row, "unknown category %q (have %q)", rule.Category, Categories())
	}
	if folder := f.category(); rule.Category != folder {
		return f.errorf(row, "METADATA custom.category is %q, its folder says %q", rule.Category, folder)
	}
	return nil
}

func decodeCustom(values map[string]any) (custom, error) {
	b, err := json.Marshal(values)
	if err != nil {
		return custom{}, err
	}
	var c custom
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return custom{}, fmt.Errorf("%s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return c, nil
}

// missing is the first word without which no rule can be shown or explained, "" when all are there.
func missing(rule finding.Rule, severity string) string {
	for _, f := range [...]struct{ word, text string }{
		{"title", rule.Title},
		{"description", rule.Description},
		{"custom.id", rule.ID},
		{"custom.category", rule.Category},
		{"custom.severity", severity},
		{"custom.since", rule.Since},
		{"custom.remediation", rule.Remediation},
	} {
		if f.text == "" {
			return f.word
		}
	}
	return ""
}
