package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
)

func TestThePageIsTheSameEachTime(t *testing.T) {
	first := write(t, "html", peopledReport(t), Options{})
	for range 5 {
		if write(t, "html", peopledReport(t), Options{}) != first {
			t.Fatal("equal reports give other bytes")
		}
	}
}

func TestThePageNeedsNothingElse(t *testing.T) {
	page := write(t, "html", peopledReport(t), Options{})
	for _, loads := range []string{" src=", "@import", "url(", "<link", "<iframe", "http://", "https://", "style="} {
		if strings.Contains(page, loads) {
			t.Errorf("the page has %q", loads)
		}
	}
	if !strings.Contains(page, `content="default-src &#39;none&#39;;`) {
		t.Error("the page has no policy that forbids to load anything")
	}
}

func TestThePageIsSmall(t *testing.T) {
	for name, most := range map[string]int{"style.css": 10_000, "script.js": 10_000} {
		text, err := htmlFiles.ReadFile("html/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) >= most {
			t.Errorf("%s has %d bytes, want less than %d", name, len(text), most)
		}
	}
	for _, c := range []struct{ roles, each, most int }{{500, 3, 1_000_000}, {1000, 10, 5_000_000}} {
		if got := len(write(t, "html", many(t, c.roles, c.each), Options{})); got >= c.most {
			t.Errorf("the report of %d roles with %d findings each has %d bytes, want less than %d", c.roles, c.each, got, c.most)
		}
	}
}

func TestThePageHasEachFindingOnce(t *testing.T) {
	r := peopledReport(t)
	page := write(t, "html", r, Options{})
	for _, f := range r.Findings {
		if got := strings.Count(page, `id=f-`+f.Fingerprint+`>`); got != 1 {
			t.Errorf("%s: got it %d times, want once", f.Fingerprint, got)
		}
	}
	if got, want := strings.Count(page, `id=f-`), len(r.Findings); got != want {
		t.Errorf("got %d findings, want %d", got, want)
	}
}

// cardsIn are the cards of a page, by the name and the kind in their summaries.
func cardsIn(page string) map[string]string {
	cards := map[string]string{}
	for _, text := range strings.Split(page, "<details ")[1:] {
		head := regexp.MustCompile(`<h3>(.*?)</h3>(?: <small>(.*?)</small>)?`).FindStringSubmatch(text)
		cards[head[1]+" "+head[2]] = text
	}
	return cards
}

// A user, a role and a policy of an account may have one name.
func TestAFindingGoesToTheTargetOfItsKind(t *testing.T) {
	const text = "user: app\n  first\nrole: app\n  second\n"
	sources := map[string][]byte{"account.json": []byte(text)}
	about := func(kind, target, word string) finding.Finding {
		return finding.Finding{Rule: "r", Target: target, TargetKind: kind, Message: "finding of " + kind, At: where(t, sources, "account.json", word, 1)}
	}
	r := finding.Report{Sources: sources, Findings: []finding.Finding{
		about("role", "app", "first"), about("user", "app", "second"), about("managed-policy", "app", "second"),
		about("resource", "function", "second"), about("", "alone", "second"),
	}}
	r.Principals = []finding.Principal{
		{Name: "app", Kind: "user", At: where(t, sources, "account.json", "app", 1)},
		{Name: "app", Kind: "role", At: where(t, sources, "account.json", "app", 2)},
		{Name: "function", Kind: "role", At: where(t, sources, "account.json", "role", 1)},
	}
	Fingerprints(&r)
	cards := cardsIn(write(t, "html", r, Options{}))
	for card, want := range map[string]string{
		"app user": "finding of user", "app role": "finding of role", "app managed policy": "finding of managed-policy",
		"function role": "finding of resource", "alone ": "finding of ",
	} {
		if !strings.Contains(cards[card], want) || strings.Count(cards[card], "finding of") != 1 {
			t.Errorf("the card of %s has not just the %s:\n%s", card, want, cards[card])
		}
	}
}

func TestTheMapSaysWhoIsUnconstrained(t *testing.T) {
	cards := []htmlCard{{ID: "p1", Name: "a", Principal: true}, {ID: "p2", Name: "b", Principal: true}}
	heat := newHTMLHeat([]finding.Principal{
		{Name: "b", Services: grants(t, false, "s3:GetObject")},
		{Name: "a", Services: grants(t, true, "*")},
		{Name: "c"},
	}, cards)
	if heat.Idle != 1 || len(heat.Rows) != 2 || len(heat.Services) != columns || heat.Services[0] != "s3" {
		t.Fatalf("got %d idle, %d rows, columns %q", heat.Idle, len(heat.Rows), heat.Services)
	}
	all, some := heat.Rows[0], heat.Rows[1]
	if all.Name != "a" || all.Card != "p1" || all.Cells[0] != (htmlCell{"P", "P*"}) || !strings.HasPrefix(all.Rest.Mark, "P* ") {
		t.Errorf("got the first row %+v, want that of a", all)
	}
	if some.Name != "b" || some.Cells[0] != (htmlCell{"r", "R"}) || some.Cells[1] != (htmlCell{}) || some.Rest != (htmlCell{}) {
		t.Errorf("got the second row %+v, want that of b", some)
	}
}

func TestALineIsMarkedOnceWhereverFindingsMeet(t *testing.T) {
	for name, tt := range map[string]struct {
		row   string
		marks []mark
		want  string
	}{
		"one":       {"Action: s3:*", []mark{{8, 12}}, "Action: [s3:*]"},
		"none":      {"Action: s3:*", nil, "Action: s3:*"},
		"twice":     {"Action: s3:*", []mark{{8, 12}, {8, 12}}, "Action: [s3:*]"},
		"nested":    {"Action: s3:*", []mark{{8, 10}, {8, 12}}, "Action: [s3:*]"},
		"reversed":  {"abcdef", []mark{{4, 5}, {0, 1}}, "[a]bcd[e]f"},
		"overlap":   {"abcdef", []mark{{0, 3}, {2, 5}}, "[abc][de]f"},
		"long":      {strings.Repeat("x", 300) + "here" + strings.Repeat("y", 300), []mark{{300, 304}}, "…" + strings.Repeat("x", 53) + "[here]" + strings.Repeat("y", 101) + "…"},
		"past-end":  {"ab", []mark{{2, 2}}, "ab"},
		"all-of-it": {"ab", []mark{{0, 2}}, "[ab]"},
	} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			for _, p := range pieces(tt.row, 0, tt.marks) {
				if p.Marked {
					got.WriteString("[" + p.Text + "]")
				} else {
					got.WriteString(p.Text)
				}
			}
			if got.String() != tt.want {
				t.Errorf("got %q, want %q", got.String(), tt.want)
			}
		})
	}
}
