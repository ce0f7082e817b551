package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// grants is what somebody has who may call some actions.
func grants(t testing.TB, unconstrained bool, patterns ...string) []finding.ServiceAccess {
	t.Helper()
	var all []finding.ServiceAccess
	for _, s := range catalog.Summarize(func(yield func(catalog.Action) bool) {
		for _, pattern := range patterns {
			for a := range catalog.Expand(pattern) {
				if !yield(a) {
					return
				}
			}
		}
	}) {
		all = append(all, finding.ServiceAccess{ServiceSummary: s, Unconstrained: unconstrained})
	}
	return all
}

// peopledReport is the sample report with principals of every kind, a way to more, and findings that are suppressed.
func peopledReport(t testing.TB) finding.Report {
	t.Helper()
	r := sampleReport(t)
	app := where(t, r.Sources, "stacks/app.yaml", "AppRole", 1)
	trust := finding.Entrant{Who: "lambda.amazonaws.com", Kind: "service", Conditions: []string{"aws:SourceAccount StringEquals 111122223333"}, At: app}
	r.Principals = []finding.Principal{
		{Name: "AppRole", Kind: "role", At: app, Entrants: []finding.Entrant{trust}, Services: grants(t, true, "s3:*", "sqs:SendMessage", "logs:Describe*"), Bounded: true},
		{Name: "Admin", Kind: "user", At: where(t, r.Sources, "policies/admin #1.json", "Sid", 1), Services: grants(t, true, "*")},
		{Name: "Readers", Kind: "group", At: app, Services: grants(t, false, "s3:Get*", "ec2:Describe*", "s3:TagResource", "sts:TagSession"), Gaps: []finding.Related{{Message: "the group x is not at hand"}}},
		{Name: "Nobody", Kind: "role", At: app},
	}
	for i := range r.Findings {
		if r.Findings[i].Rule == "full-access" {
			r.Findings[i].Steps = []finding.Related{{Message: "Admin allows sts:AssumeRole, which leads to AppRole", At: app}, {Message: "AppRole allows everything", At: app}}
		}
	}
	accepted := r.Findings[1]
	accepted.Suppression = &finding.Suppression{By: "comment", Reason: "until the audit", Until: "2031-01-31", At: app}
	accepted.Fingerprint = "0123:9"
	r.Suppressed = []finding.Finding{accepted}
	return r
}

// many is a report of n roles like those that accounts have: some findings each, two who may become it, four services.
func many(t testing.TB, n, findings int) finding.Report {
	t.Helper()
	r := finding.Report{Sources: map[string][]byte{}, Rules: sampleRules(), Files: 1}
	services := grants(t, true, "s3:*", "logs:Create*", "dynamodb:PutItem", "kms:Decrypt")
	for i := range n {
		artifact := fmt.Sprintf("111122223333/roles/application-worker-%d.json", i)
		r.Sources[artifact] = []byte(tabbedPolicy)
		at := source.Location{Artifact: artifact, Region: source.Region{Start: source.Position{Line: 3, Column: 60}, End: source.Position{Line: 3, Column: 63}}}
		p := finding.Principal{Name: fmt.Sprintf("application-worker-%d", i), Kind: "role", At: at, Services: services}
		p.Entrants = []finding.Entrant{{Who: "lambda.amazonaws.com", Kind: "service", At: at}, {Who: "arn:aws:iam::111122223333:root", Kind: "account", At: at}}
		r.Principals = append(r.Principals, p)
		for nth := range findings {
			rule := r.Rules[nth%3]
			r.Findings = append(r.Findings, finding.Finding{
				Rule: rule.ID, Severity: rule.Severity, Target: p.Name, TargetKind: p.Kind, At: at,
				Message: "role " + p.Name + " may write with dynamodb:PutItem on every resource: write the ARNs that it needs, such as arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
			})
		}
	}
	Fingerprints(&r)
	return r
}

func TestThePageInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	b := newBrowser(t)
	t.Run("loads-nothing-and-breaks-nothing", func(t *testing.T) { b.t = t; pageIsQuiet(t, b) })
	t.Run("has-the-findings-of-the-JSON", func(t *testing.T) { b.t = t; pageHasFindings(t, b) })
	t.Run("lets-no-foreign-text-out-of-its-place", func(t *testing.T) { b.t = t; pageHoldsHostile(t, b) })
	t.Run("can-be-read-by-everybody", func(t *testing.T) { b.t = t; pageHasContrast(t, b) })
	t.Run("can-be-used-with-the-keyboard", func(t *testing.T) { b.t = t; pageTakesKeys(t, b) })
	t.Run("searches-and-filters-and-sorts", func(t *testing.T) { b.t = t; pageFilters(t, b) })
	t.Run("gives-out-what-it-shows", func(t *testing.T) { b.t = t; pageExports(t, b) })
	t.Run("is-read-without-script", func(t *testing.T) { b.t = t; pageWithoutScript(t, b) })
	t.Run("fits-a-phone", func(t *testing.T) { b.t = t; pageFits(t, b) })
	t.Run("takes-two-thousand-principals", func(t *testing.T) { b.t = t; pageTakesMany(t, b) })
}

func pageIsQuiet(t *testing.T, b *browser) {
	for name, r := range map[string]finding.Report{"something": peopledReport(t), "no principals": sampleReport(t), "nothing": {}} {
		b.open(write(t, "html", r, Options{Version: "v1.2.3"}), 1280)
		b.quiet()
		if t.Failed() {
			t.Fatalf("in the report of %s", name)
		}
	}
}

func pageHasFindings(t *testing.T, b *browser) {
	r := peopledReport(t)
	b.open(write(t, "html", r, Options{}), 1280)
	var got, twice []string
	b.eval(`[...document.querySelectorAll("[id^='f-']")].map(at => at.id.slice(2))`, &got)
	var want []string
	for _, f := range r.Findings {
		want = append(want, f.Fingerprint)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	b.eval(`(() => { const all = [...document.querySelectorAll("[id]")].map(at => at.id); return all.filter((id, i) => all.indexOf(id) !== i) })()`, &twice)
	if len(twice) > 0 {
		t.Errorf("ids that stand twice: %q", twice)
	}
	b.eval(`[...document.querySelectorAll("a[href^='#']")].map(a => a.hash.slice(1)).filter(id => !document.getElementById(decodeURIComponent(id)))`, &twice)
	if len(twice) > 0 {
		t.Errorf("links that lead nowhere: %q", twice)
	}
}

// contrastScript measures as WCAG 2.2 does (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) every text against the background that is behind it.
const contrastScript = `(() => {
	const parts = text => (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
	const luminance = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const behind = at => { for (; at; at = at.parentElement) { const c = parts(getComputedStyle(at).backgroundColor); if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
	const bad = new Set();
	let seen = 0;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; node = walk.nextNode();) {
		const at = node.parentElement;
		if (!node.data.trim() || /SCRIPT|STYLE/.test(at.tagName) || !at.checkVisibility()) continue;
		seen++;
		const pair = [luminance(parts(getComputedStyle(at).color).slice(0, 3)), luminance(behind(at))].sort((a, b) => b - a);
		const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
		if (ratio < 4.5) bad.add(at.tagName + "." + at.className + " " + node.data.trim().slice(0, 20) + " " + ratio.toFixed(2));
	}
	return {seen, bad: [...bad]};
})()`

func pageHasContrast(t *testing.T, b *browser) {
	defer b.scheme("light")
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		b.open(write(t, "html", peopledReport(t), Options{}), 1280)
		var result struct {
			Seen int
			Bad  []string
		}
		b.eval(contrastScript, &result)
		if result.Seen < 100 {
			t.Errorf("%s: looked at %d texts, want a whole page", scheme, result.Seen)
		}
		for _, bad := range result.Bad {
			t.Errorf("%s: contrast under 4.5: %s", scheme, bad)
		}
	}
	var outline string
	b.eval(`[...document.querySelectorAll("h1,h2,h3,h4")].map(h => h.tagName[1]).join("")`, &outline)
	if !strings.HasPrefix(outline, "12") || strings.Contains(outline, "24") || strings.Contains(outline, "13") {
		t.Errorf("got the headings %s, want none left out", outline)
	}
	var landmarks, unnamed []string
	b.eval(`["header", "nav", "main", "footer", "html[lang]", "[role=search]", "caption", ".skip"].filter(what => !document.querySelector(what))`, &landmarks)
	if len(landmarks) > 0 {
		t.Errorf("the page has no %q", landmarks)
	}
	b.eval(`[...document.querySelectorAll("input,select,button")].filter(at => !at.textContent.trim() && !at.closest("label") || at.tagName !== "BUTTON" && !at.closest("label")).map(at => at.id)`, &unnamed)
	if len(unnamed) > 0 {
		t.Errorf("without a label: %q", unnamed)
	}
	var cells []string
	b.eval(`[...document.querySelectorAll(".heat td[class]")].filter(td => !td.textContent.trim().match(/^[LRTWP][*]?( \d+)?$/) || /[A-Z]/.test(td.className) !== td.textContent.includes("*")).map(td => td.outerHTML)`, &cells)
	if len(cells) > 0 {
		t.Errorf("cells that say nothing without their colour: %q", cells)
	}
}

func pageTakesKeys(t *testing.T, b *browser) {
	b.open(write(t, "html", peopledReport(t), Options{}), 1280)
	focused := func() (what string) {
		b.eval(`(at => at.className === "skip" ? "skip" : at.tagName.toLowerCase() + (at.id ? "#" + at.id : ""))(document.activeElement)`, &what)
		return what
	}
	b.press("Tab", 9)
	if got := focused(); got != "skip" {
		t.Errorf("the first stop is %s, want the link past the head", got)
	}
	b.press("Enter", 13)
	if got := focused(); got != "section#main" {
		t.Errorf("the link past the head leads to %s", got)
	}
	var stops []string
	for range 12 {
		b.press("Tab", 9)
		stops = append(stops, focused())
	}
	for _, want := range []string{"input#q", "select#s", "select#r", "select#p", "select#o", "button#all", "button#csv", "button#json", "summary"} {
		if !slices.Contains(stops, want) {
			t.Errorf("Tab stops at %q, not at %s", stops, want)
		}
	}
	b.eval(`document.querySelector("summary").focus(), document.activeElement.parentNode.open`, new(bool))
	var before, after bool
	b.eval(`document.activeElement.parentNode.open`, &before)
	b.press("Enter", 13)
	b.eval(`document.activeElement.parentNode.open`, &after)
	if before == after {
		t.Error("Enter does not open or close a card")
	}
	var first string
	b.eval(`(heads => { heads[0].focus(); heads[0].click(); return document.querySelector(".heat tbody th").textContent })(document.querySelectorAll(".heat thead button"))`, &first)
	if first != "Admin" {
		t.Errorf("sorted by name, the first principal is %s", first)
	}
	b.quiet()
}

func pageFilters(t *testing.T, b *browser) {
	r := peopledReport(t)
	b.open(write(t, "html", r, Options{}), 1280)
	shown := func(set string) (n int) {
		b.eval(`(() => { `+set+`; return [...document.querySelectorAll("[id^='f-']")].filter(at => !at.hidden && !at.closest("details").hidden).length })()`, &n)
		return n
	}
	change := func(id, value string) string {
		return fmt.Sprintf(`{const at = document.getElementById(%q); at.value = %q; at.dispatchEvent(new Event(at.tagName === "INPUT" ? "input" : "change"))}`, id, value)
	}
	for _, c := range []struct {
		id, value string
		want      int
	}{
		{"q", "s3:*", 2},
		{"q", "nothing has this", 0},
		{"q", "", 6},
		{"s", "3", 4},
		{"s", "4", 1},
		{"s", "0", 6},
		{"r", "tidy-sid", 1},
		{"r", "", 6},
		{"p", "AppRole", 4},
		{"p", "Nobody", 0},
		{"p", "", 6},
	} {
		if got := shown(change(c.id, c.value)); got != c.want {
			t.Errorf("%s = %q shows %d findings, want %d", c.id, c.value, got, c.want)
		}
	}
	var names string
	b.eval(`(() => { `+change("o", "n")+`; return [...document.querySelectorAll("#cards h3")].map(h => h.textContent).join() })()`, &names)
	if want := "Admin,AppRole,Nobody,Readers,policies/admin #1.json,policies/one-line.json"; names != want {
		t.Errorf("sorted by name: got %s, want %s", names, want)
	}
}

func pageExports(t *testing.T, b *browser) {
	r := peopledReport(t)
	r.Findings[0].Message = `=cmd("x"), said "so"`
	b.open(write(t, "html", r, Options{}), 1280)
	var saved []string
	b.eval(`(async () => {
		const blobs = [], make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
		URL.createObjectURL = blob => (blobs.push(blob), make.call(URL, blob));
		HTMLAnchorElement.prototype.click = () => {};
		csv.click(); json.click();
		HTMLAnchorElement.prototype.click = click;
		return Promise.all(blobs.map(blob => blob.text()));
	})()`, &saved)
	if len(saved) != 2 {
		t.Fatalf("got %d files, want 2", len(saved))
	}
	if got, want := strings.Count(saved[0], "\r\n"), len(r.Findings)+1; got != want {
		t.Errorf("the CSV has %d lines, want %d", got, want)
	}
	if want := `"'=cmd(""x""), said ""so"""`; !strings.Contains(saved[0], want) {
		t.Errorf("the CSV does not have %s:\n%s", want, saved[0])
	}
	for _, f := range r.Findings {
		want := fmt.Sprintf("\"file\": %q,\n      \"line\": %d,\n      \"column\": %d", f.At.Artifact, f.At.Region.Start.Line, f.At.Region.Start.Column)
		if !strings.Contains(saved[1], `"fingerprint": "`+f.Fingerprint+`"`) || !strings.Contains(saved[1], want) {
			t.Errorf("the JSON has no finding %s at %s:\n%s", f.Fingerprint, want, saved[1])
		}
	}
	b.quiet()
}

func pageWithoutScript(t *testing.T, b *browser) {
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	defer b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil)
	b.open(write(t, "html", peopledReport(t), Options{}), 1280)
	var tools bool
	b.eval(`document.getElementById("tools").checkVisibility()`, &tools)
	var visible int
	b.eval(`[...document.querySelectorAll("[id^='f-'], .heat td[class]")].filter(at => at.checkVisibility()).length`, &visible)
	if tools || visible < 30 {
		t.Errorf("without script %d findings and cells are visible, the tools are: %v", visible, tools)
	}
}

func pageFits(t *testing.T, b *browser) {
	r := peopledReport(t)
	r.Principals[3].Name = strings.Repeat("long", 60)
	r.Principals[0].Entrants[0].Who = strings.Repeat("long", 60)
	b.open(write(t, "html", r, Options{}), 360)
	var width int
	b.eval(`document.documentElement.scrollWidth`, &width)
	if width > 360 {
		t.Errorf("on a phone of 360 the page is %d wide", width)
	}
}

func pageTakesMany(t *testing.T, b *browser) {
	page := write(t, "html", many(t, 2000, 3), Options{})
	if len(page) > 5_000_000 {
		t.Errorf("2,000 principals take %d bytes, want less than 5 MB", len(page))
	}
	b.open(page, 1280)
	var rows int
	b.eval(`document.querySelectorAll(".heat tbody tr").length`, &rows)
	if rows != 2000 {
		t.Errorf("got %d rows, want 2000", rows)
	}
	const visible = `[...document.querySelectorAll(".heat tbody tr")].filter(at => at.checkVisibility()).length`
	var few, all int
	b.eval(visible, &few)
	b.eval(`(document.getElementById("rows").click(), `+visible+`)`, &all)
	if few != 100 || all != 2000 {
		t.Errorf("got %d rows visible, and %d when all are asked for, want 100 and 2000", few, all)
	}
	b.quiet()
}
