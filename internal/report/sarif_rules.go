package report

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/report/sarif"
)

const (
	maxName = 255  // GitHub's limits, in characters; counted in bytes here,
	maxText = 1024 // of which there are never fewer
	maxTags = 10   // GitHub shows no more
)

// precision is that of every rule: what is not certain is a notice, no finding.
const precision = "high"

// severityMarks is what a severity is in SARIF and to GitHub: numbers from the
// middle of GitHub's bands, so that their edges never matter. Info has none,
// because the lowest band is that of low: such a rule is a recommendation,
// shown as a note, and not tagged as security.
var severityMarks = [...]struct {
	level    sarif.Level
	security string
	problem  string
}{
	finding.Critical: {level: sarif.Error, security: "9.5"},
	finding.High:     {level: sarif.Error, security: "8.0"},
	finding.Medium:   {level: sarif.Warning, security: "5.5"},
	finding.Low:      {level: sarif.Note, security: "2.0"},
	finding.Info:     {level: sarif.Note, problem: "recommendation"},
}

func level(s finding.Severity) sarif.Level { return severityMarks[s].level }

// listedRules is the report's rules sorted by id, and for findings of other
// rules, if there are any, a rule of which only the id is known: every result
// must have a rule.
func listedRules(r finding.Report) []finding.Rule {
	rules := slices.Clone(r.Rules)
	known := make(map[string]bool, len(rules))
	for _, rule := range rules {
		known[rule.ID] = true
	}
	for _, f := range r.Findings {
		if !known[f.Rule] {
			known[f.Rule] = true
			rules = append(rules, finding.Rule{ID: f.Rule, Category: f.Category, Severity: f.Severity})
		}
	}
	slices.SortStableFunc(rules, func(a, b finding.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

// RulePage is the address of a rule's page.
func RulePage(id string) string { return homepage + "/blob/main/docs/rules/" + escapePath(id) + ".md" }

// newSARIFRule says what the rule says of itself, and nothing of what was found.
func newSARIFRule(rule finding.Rule) sarif.Rule {
	marks := severityMarks[rule.Severity]
	return sarif.Rule{
		ID:                   rule.ID,
		Name:                 shorten(pascalCase(rule.ID), maxName),
		ShortDescription:     sarif.Text{Text: shorten(cmp.Or(rule.Title, rule.ID), maxText)},
		FullDescription:      sarif.Text{Text: shorten(cmp.Or(strings.TrimSpace(rule.Description), rule.Title, rule.ID), maxText)},
		HelpURI:              RulePage(rule.ID),
		Help:                 newHelp(rule),
		DefaultConfiguration: sarif.Configuration{Level: marks.level},
		Properties: sarif.RuleProperties{
			Tags:             tags(rule),
			Precision:        precision,
			SecuritySeverity: marks.security,
			ProblemSeverity:  marks.problem,
		},
	}
}

// pascalCase is the form in which SARIF wants names: WildcardResource.
func pascalCase(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return cmp.Or(b.String(), id)
}

// shorten cuts a text so that it has no more than limit bytes, between words
// if it can.
func shorten(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := limit - len(cut)
	for !utf8.RuneStart(text[end]) {
		end--
	}
	if space := strings.LastIndexAny(text[:end], " \n"); space > end/2 {
		end = space
	}
	return strings.TrimSpace(text[:end]) + cut
}

func tags(rule finding.Rule) []string {
	tags := make([]string, 0, maxTags)
	if rule.Severity != finding.Info {
		tags = append(tags, "security")
	}
	if rule.Category != "" && rule.Category != "security" {
		tags = append(tags, rule.Category)
	}
	for _, cwe := range rule.CWE {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%03d", cwe))
	}
	return tags[:min(len(tags), maxTags)]
}

// newHelp is why, what to avoid, what to prefer, what to do, and where to read on.
func newHelp(rule finding.Rule) sarif.Help {
	var text, markdown []string
	add := func(title, body, marked string) {
		if strings.TrimSpace(body) == "" {
			return
		}
		if title != "" {
			body, marked = title+":\n"+body, "## "+title+"\n\n"+marked
		}
		text, markdown = append(text, body), append(markdown, marked)
	}
	why := strings.TrimSpace(cmp.Or(rule.Description, rule.Title, rule.ID))
	add("", why, why)
	bad, good := rule.Bad.Text(), rule.Good.Text()
	add("Avoid", strings.TrimRight(bad, "\n"), Fenced("yaml", bad))
	add("Prefer", strings.TrimRight(good, "\n"), Fenced("yaml", good))
	remedy := strings.TrimSpace(rule.Remediation)
	add("Remediation", remedy, remedy)
	links := strings.Join(rule.Links, "\n")
	add("Links", links, "- <"+strings.Join(rule.Links, ">\n- <")+">")
	return sarif.Help{Text: strings.Join(text, "\n\n"), Markdown: strings.Join(markdown, "\n\n") + "\n"}
}

// Fenced is a text as a code block of Markdown, whose fence is longer than any in the text.
func Fenced(language, text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + strings.TrimRight(text, "\n") + "\n" + fence
}

var semantic = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

// semanticVersion is the version without its "v". A build that has no such
// version comes before all that have one.
func semanticVersion(version string) string {
	if bare := strings.TrimPrefix(version, "v"); semantic.MatchString(bare) {
		return bare
	}
	return "0.0.0-devel"
}
