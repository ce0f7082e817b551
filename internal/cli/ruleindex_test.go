package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
)

// about says what each category is about.
var about = map[string]string{
	"grammar":         "What AWS refuses, or takes for something else than was meant.",
	"wildcard":        "Actions that are more than somebody can have meant.",
	"resource":        "Actions on more resources than they are for.",
	"condition":       "Conditions that don't hold what they promise.",
	"escalation":      "Ways by which a principal comes by more than it was given.",
	"exposure":        "What is lost when the holder is taken over: data, credentials, money, whole services.",
	"trust":           "Who may assume a role.",
	"resource-policy": "Who may use a bucket, a queue, a key, a function, by its own policy.",
	"sam":             "What SAM makes of a template besides what is written.",
	"hygiene":         "Credentials in templates, and what makes a policy hard to keep right.",
	"live":            "What only an account can show: what was used, which credentials there are.",
	"suggestion":      "What could be written shorter.",
}

// ruleIndex is the page with all rules: how many of each category and severity, then those of each category, gravest first.
func ruleIndex(t *testing.T, rules []finding.Rule) []byte {
	t.Helper()
	rules = slices.Clone(rules)
	slices.SortStableFunc(rules, func(a, b finding.Rule) int { return cmp.Compare(b.Severity, a.Severity) })
	byCategory := map[string][]finding.Rule{}
	for _, rule := range rules {
		byCategory[rule.Category] = append(byCategory[rule.Category], rule)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# The rules\n\nAll %d rules, by what they are about and how grave it is. `iamlint rules` lists them, `iamlint explain RULE` prints a page.\n\n", len(rules))
	b.WriteString("| Category |")
	for _, severity := range []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low, finding.Info} {
		fmt.Fprintf(&b, " %s |", severity)
	}
	b.WriteString(" |\n|---|---|---|---|---|---|---|\n")
	for _, category := range engine.Categories() {
		fmt.Fprintf(&b, "| [%s](#%s) |%s %s |\n", category, category, counts(byCategory[category]), about[category])
	}
	fmt.Fprintf(&b, "| all |%s |\n", counts(rules))
	for _, category := range engine.Categories() {
		if about[category] == "" {
			t.Errorf("category %s has no sentence that says what it is about", category)
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| Rule | Severity | |\n|---|---|---|\n", category, about[category])
		for _, rule := range byCategory[category] {
			fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s%s |\n", rule.ID, rule.ID, rule.Severity, rule.Title, unasked(rule))
		}
	}
	return b.Bytes()
}

// counts are the numbers of rules, gravest first, as cells of a table.
func counts(rules []finding.Rule) string {
	var of [finding.Critical + 1]int
	for _, rule := range rules {
		of[rule.Severity]++
	}
	row := ""
	for _, n := range slices.Backward(of[:]) {
		row += fmt.Sprintf(" %d |", n)
	}
	return row
}

// unasked tells whether a rule waits to be asked for.
func unasked(rule finding.Rule) string {
	switch {
	case rule.NeedsSettings():
		return " (when its settings are set)"
	case rule.OptIn:
		return " (opt-in)"
	}
	return ""
}
