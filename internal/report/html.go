package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

//go:embed html
var htmlFiles embed.FS

// htmlPage is what the page is made of. Foreign text is plain strings, which the template escapes for where they
// stand; Style and Script are ours.
type htmlPage struct {
	Summary, Version string
	Policy           string // the Content-Security-Policy
	Style            template.CSS
	Script           template.JS

	Bars     []htmlBar
	Heat     htmlHeat
	Ways     []htmlWay
	Cards    []htmlCard
	Open     bool // the cards are few enough to be read one after another
	Rules    []htmlRule
	Accepted []htmlSuppressed
	Notices  []htmlNotice
	Errors   int // of the notices
	Skipped  int
}

// htmlBar is how many findings of a severity there are. Its Width is 1 to 100, of the most frequent one 100.
type htmlBar struct {
	Severity     finding.Severity
	Count, Width int
}

// htmlRule is a rule of which there are findings.
type htmlRule struct {
	ID, Title, Remedy string
	Severity          finding.Severity
	Count             int
}

type htmlNotice struct {
	Failure        bool
	Message, Place string
}

// htmlSuppressed is a finding that somebody accepts.
type htmlSuppressed struct {
	finding.Finding

	Place, Because, Until string
}

// fewCards is how many cards are open from the start.
const fewCards = 12

// writeHTML writes one page that needs nothing else: no network, no fonts, and no script to be read, though one makes
// it easier to search. What browsers would load or run besides is forbidden by its Content-Security-Policy.
func writeHTML(w io.Writer, r finding.Report, o Options) error {
	style, err := htmlFiles.ReadFile("html/style.css")
	if err != nil {
		return err
	}
	script, err := htmlFiles.ReadFile("html/script.js")
	if err != nil {
		return err
	}
	page, err := template.New("page.tmpl").Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).ParseFS(htmlFiles, "html/page.tmpl")
	if err != nil {
		return err
	}
	rules := htmlRules(r)
	cards := newHTMLCards(r, rules)
	var b bytes.Buffer
	err = page.Execute(&b, htmlPage{
		Summary: summaryLine(r),
		Version: o.Version,
		Policy: "default-src 'none'; style-src '" + integrity(style) + "'; script-src '" + integrity(script) +
			"'; base-uri 'none'; form-action 'none'",
		Style:    template.CSS(style),
		Script:   template.JS(script), //nolint:gosec // both are embedded
		Bars:     htmlBars(r),
		Heat:     newHTMLHeat(r.Principals, cards),
		Ways:     htmlWays(cards),
		Cards:    cards,
		Open:     len(cards) <= fewCards,
		Rules:    rules,
		Accepted: htmlAccepted(r.Suppressed),
		Notices:  htmlNotices(r),
		Errors:   count(r).errors,
		Skipped:  r.Skipped,
	})
	if err != nil {
		return err
	}
	_, err = w.Write(visible(b.String()))
	return err
}

// integrity is the hash of a script or style as a Content-Security-Policy names it.
func integrity(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// quotes are what the template writes for quotation marks, which need no escape outside of tags. There are so many in
// policies that this saves a fiftieth of a page.
var quotes = map[string]byte{"&#34;": '"', "&#39;": '\''}

// visible writes characters that cannot be seen, or that change how others are shown, as escapes, wherever in the
// page they stand: none of ours are such. Foreign text holds no < and no > here, so that tags are ours.
func visible(page string) []byte {
	out := make([]byte, 0, len(page)+len(page)/64)
	inTag := false
	for i := 0; i < len(page); {
		inTag = page[i] == '<' || inTag && page[i] != '>'
		if plain, ok := quotes[page[i:min(i+5, len(page))]]; ok && !inTag {
			out = append(out, plain)
			i += 5
			continue
		}
		if strings.HasPrefix(page[i:], "::") && strings.HasSuffix(strings.TrimRight(page[:i], " \t"), "\n") {
			out = append(out, "&#58;"...) // a runner that is shown the page would take the line for a command
			i++
			continue
		}
		if page[i] == '\n' || page[i] == '\t' {
			out = append(out, page[i])
			i++
			continue
		}
		g := glyphAt(page, i)
		out = append(out, g.text...)
		i += g.size
	}
	return out
}

func htmlBars(r finding.Report) []htmlBar {
	numbers := count(r).bySeverity
	most := 1
	for _, n := range numbers {
		most = max(most, n)
	}
	var bars []htmlBar
	for _, s := range severities {
		bars = append(bars, htmlBar{Severity: s, Count: numbers[s], Width: (100*numbers[s] + most - 1) / most})
	}
	return bars
}

// htmlRules are the rules of which there are findings, in the order of the report.
func htmlRules(r finding.Report) []htmlRule {
	numbers := map[string]int{}
	severity := map[string]finding.Severity{}
	var order []string
	for _, f := range r.Findings {
		if numbers[f.Rule] == 0 {
			order = append(order, f.Rule)
		}
		numbers[f.Rule]++
		severity[f.Rule] = f.Severity
	}
	applied := map[string]finding.Rule{}
	for _, rule := range r.Rules {
		applied[rule.ID] = rule
	}
	rules := make([]htmlRule, 0, len(order))
	for _, id := range order {
		rules = append(rules, htmlRule{
			ID: id, Title: applied[id].Title, Remedy: firstParagraph(applied[id].Remediation), Severity: severity[id], Count: numbers[id],
		})
	}
	sortGravest(rules, func(rule htmlRule) (finding.Severity, int, string) { return rule.Severity, rule.Count, rule.ID })
	return rules
}

// htmlAccepted lists the findings that are suppressed: those first that will come back, by the day.
func htmlAccepted(suppressed []finding.Finding) []htmlSuppressed {
	var all []htmlSuppressed
	for _, f := range suppressed {
		all = append(all, htmlSuppressed{Finding: f, Place: f.At.Place(), Because: because(f.Suppression), Until: f.Suppression.Until})
	}
	slices.SortStableFunc(all, func(a, b htmlSuppressed) int {
		return cmp.Or(cmp.Compare(number(a.Until == ""), number(b.Until == "")), cmp.Compare(a.Until, b.Until))
	})
	return all
}

// htmlNotices lists the notices, those of what was not done first.
func htmlNotices(r finding.Report) []htmlNotice {
	var failures, notes []htmlNotice
	for _, n := range r.Notices {
		notice := htmlNotice{Failure: n.Failure, Message: n.Message, Place: n.At.Place()}
		if n.Failure {
			failures = append(failures, notice)
		} else {
			notes = append(notes, notice)
		}
	}
	return append(failures, notes...)
}
