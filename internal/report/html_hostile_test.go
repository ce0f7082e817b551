package report

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// hostile are texts that would do something where they are not held in their place.
var hostile = []string{
	"</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'><iframe src=javascript:alert(1)>",
	"</style><style>*{background:url(https://example.com/x)}</style>", "<!--", "-->", "]]>", "<![CDATA[", "<base href=https://example.com/>",
	"<link rel=stylesheet href=https://example.com/x.css>", "<meta http-equiv=refresh content=0;url=https://example.com>", "javascript:alert(1)",
	"<a href=javascript:alert(1) id=f-x>", "</title><h1>x</h1>", "</pre></details></main>", "<form action=https://example.com><input name=q>", "x onmouseover=alert(1) y",
	"`${alert(1)}`", "{{.Script}}", "&lt;script&gt;", "&#34; onclick=alert(1)", "<template><b>", "<math><mi><script>alert(1)</script>", "<object data=x>",
	"\x1b[31m\x1b]52;c;eA==\x07", "\u202eright to left", "zero\u200bwidth", "\u2066isolate", "nul\x00byte", "\xff\xfe broken", "\u0085next", "\U000e0041tag", "line\u2028separator",
	"a\nb\rc", "=cmd|' /C calc'!A0", "::error::x", "##vso[task]", "#fragment%22", "p1", "main", "__proto__",
}

// withEverywhere is a report with a text in every position.
func withEverywhere(text string) finding.Report {
	at := source.Location{Artifact: "dir/" + text, Region: source.Region{Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 4}}}
	related := []finding.Related{{At: at, Message: text}}
	f := finding.Finding{
		Rule: text, Category: text, Severity: finding.High, Message: text, Target: text, Construct: text, At: at, Related: related, Steps: related,
		Suppression: &finding.Suppression{By: text, Reason: text, Until: text, At: at}, Fingerprint: text,
	}
	return finding.Report{
		Findings:   []finding.Finding{f, {Rule: text, Message: text, At: source.Location{Artifact: text}, Fingerprint: "x" + text}},
		Suppressed: []finding.Finding{f},
		Notices:    []finding.Notice{{Message: text, At: at}, {Failure: true, Message: text}},
		Rules:      []finding.Rule{{ID: text, Title: text, Description: text, Remediation: text}},
		Sources:    map[string][]byte{at.Artifact: []byte("abcd" + text)},
		Principals: []finding.Principal{
			{Name: text, Kind: text, At: at, Entrants: []finding.Entrant{{Who: text, Kind: text, Conditions: []string{text}, At: at}}, Gaps: related},
			{Name: text, Kind: text, At: at, Services: []finding.ServiceAccess{{}}},
		},
	}
}

func TestForeignTextInThePageIsVisible(t *testing.T) {
	for _, text := range slices.Concat(hostile, payloads) {
		page := write(t, "html", withEverywhere(text), Options{Version: text})
		for i, r := range page {
			if r != '\n' && r != '\t' && hidden(r) {
				t.Errorf("%q: the page has %U at byte %d", text, r, i)
				break
			}
		}
	}
}

// checkPage fails if the page is made of anything but what it is made of when it is of harmless text.
func checkPage(t *testing.T, page string) {
	t.Helper()
	checkPlain(t, page)
	harmless := write(t, "html", forgedReport("harmless"), Options{})
	for _, mark := range []string{"<", ">"} {
		if got, want := strings.Count(page, mark), strings.Count(harmless, mark); got != want {
			t.Errorf("the page has %d of %s, want %d", got, mark, want)
		}
	}
}

// findingsOfPage reads the findings of a page, as "file:line:column rule".
func findingsOfPage(_ *testing.T, page string) []string {
	var found []string
	item := regexp.MustCompile(`(?m)^<li id=f-\S+><b class=\w+>\w+</b> <a href=#r\d+>(.*?)</a> .*? <small>(.*?)</small>`)
	home := regexp.MustCompile(`(?s)class=me>(?:<h4>.*?</h4>)?<small>(.*?)</small>`)
	for _, card := range strings.Split(page, "<details ")[1:] {
		at := regexp.MustCompile(`(:\d+){2}$`).ReplaceAllString(home.FindStringSubmatch(card)[1], "")
		for _, f := range item.FindAllStringSubmatch(card, -1) {
			place := f[2]
			if regexp.MustCompile(`^\d+:\d+$`).MatchString(place) {
				place = at + ":" + place
			}
			found = append(found, html.UnescapeString(place+" "+f[1]))
		}
	}
	return found
}

// skeleton presses every button that saves nothing, and is then the elements of the page and their attributes.
const skeleton = `document.querySelectorAll("button").forEach(at => /csv|json/.test(at.id) || at.click()), [...document.querySelectorAll("*")].map(at => at.tagName + [...at.attributes].map(a => " " + a.name).join("")).join("\n")`

func pageHoldsHostile(t *testing.T, b *browser) {
	var want string
	b.open(write(t, "html", withEverywhere("harmless"), Options{Version: "harmless"}), 1280)
	b.eval(skeleton, &want)
	for _, text := range slices.Concat(hostile, payloads) {
		b.open(write(t, "html", withEverywhere(text), Options{Version: text}), 1280)
		var got string
		b.eval(skeleton, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q changes what the page is made of (-want +got):\n%s", text, diff)
		}
		b.quiet()
		if t.Failed() {
			t.Fatalf("by %q", text)
		}
	}
}
