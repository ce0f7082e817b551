package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report"
)

// rulePage is all there is to say about a rule, in Markdown: on the terminal, and in docs/rules. The output
// is what iamlint says of the bad example.
func rulePage(rule finding.Rule, output string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", rule.ID, strings.TrimSpace(rule.Title))
	writeFacts(&b, rule)
	writeSection(&b, "Why", rule.Description)
	writeSection(&b, "Avoid", fenced("yaml", rule.Bad.Text()))
	writeSection(&b, "What iamlint says", fenced("text", output))
	writeSection(&b, "Prefer", fenced("yaml", rule.Good.Text()))
	writeSection(&b, "What to do", rule.Remediation)
	writeSection(&b, "Settings", settingsText(rule))
	var links strings.Builder
	for _, link := range rule.Links {
		fmt.Fprintf(&links, "- <%s>\n", link)
	}
	writeSection(&b, "Links", links.String())
	return []byte(b.String())
}

func writeFacts(b *strings.Builder, rule finding.Rule) {
	enabled := "by default"
	switch {
	case rule.NeedsSettings():
		enabled = "when its settings are set"
	case rule.OptIn:
		enabled = fmt.Sprintf("with `--enable %s`", rule.ID)
	}
	var weaknesses []string
	for _, number := range rule.CWE {
		weaknesses = append(weaknesses, fmt.Sprintf("[CWE-%d](https://cwe.mitre.org/data/definitions/%d.html)", number, number))
	}
	rows := [][2]string{
		{"Severity", rule.Severity.String()},
		{"Category", rule.Category},
		{"Applied", enabled},
		{"Since", rule.Since},
		{"Weakness", strings.Join(weaknesses, ", ")},
		{"Elsewhere", strings.Join(rule.Aliases, ", ")},
	}
	b.WriteString("| | |\n|---|---|\n")
	for _, row := range rows {
		if row[1] != "" {
			fmt.Fprintf(b, "| %s | %s |\n", row[0], row[1])
		}
	}
}

// settingsText lists what can be set of a rule, as it is nested.
func settingsText(rule finding.Rule) string {
	if rule.Settings == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "In `%s`, under `settings`, `%s`:\n\n", configName, rule.ID)
	writeSettings(&b, rule.Settings, "")
	return b.String()
}

func writeSettings(b *strings.Builder, s *finding.Setting, indent string) {
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		inner := s.Properties[name]
		fmt.Fprintf(b, "%s- `%s` (%s%s): %s\n", indent, name, inner.Type, standing(s, name), strings.TrimSpace(inner.Description))
		for inner.Items != nil {
			inner = inner.Items
		}
		writeSettings(b, inner, indent+"  ")
	}
}

// standing tells what holds when a setting is not set.
func standing(s *finding.Setting, name string) string {
	switch standard := s.Properties[name].Default.(type) {
	case nil:
	case []any, string:
		return ""
	default:
		return fmt.Sprintf(", %v if not set", standard)
	}
	if slices.Contains(s.Required, name) {
		return ", required"
	}
	return ""
}

func writeSection(b *strings.Builder, title, text string) {
	if text = strings.TrimSpace(text); text != "" {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", title, text)
	}
}

func fenced(language, text string) string {
	if text == "" {
		return ""
	}
	return report.Fenced(language, text)
}
