package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// htmlCard is all that is known about one principal, or about something else that findings are about.
type htmlCard struct {
	ID         string // of the element
	Name, Kind string
	Place      string
	Construct  string
	Principal  bool
	Entrants   []htmlEntrant
	Bounded    bool
	Gaps       []string
	Access     []htmlAccess // the gravest
	More       string       // the names of further services
	Services   int
	Every      bool // it can do something in every service
	Findings   []htmlFinding
	Gravest    finding.Severity
	Counts     []htmlBar // of the severities that there are
	Listings   []htmlListing

	artifact string
	kind     string // as in finding.Principal
	line     int    // of the place where it is named
}

// htmlEntrant is who may become a principal.
type htmlEntrant struct {
	Who, Kind, If, Place string
}

// htmlAccess is what a principal can do in one service.
type htmlAccess struct {
	Prefix, Levels string
	Cell           htmlCell
	Conditional    bool
}

// htmlFinding is a finding on its card.
type htmlFinding struct {
	finding.Finding

	Anchor  string // of its rule
	Place   string
	Related []string
	Way     string // the id of the drawing of its steps, "" if it has none
}

const (
	shownServices = 8  // on a card
	namedServices = 40 // of the others
)

// newHTMLCards makes a card for each principal and for what else findings are about, gravest first.
func newHTMLCards(r finding.Report, rules []htmlRule) []htmlCard {
	b := cardBuilder{anchors: map[string]string{}, byKey: map[cardKey][]int{}, texts: newListings(r.Sources)}
	for i, rule := range rules {
		b.anchors[rule.ID] = fmt.Sprintf("r%d", i+1)
	}
	for _, p := range r.Principals {
		b.principal(p)
	}
	ways := 0
	for _, f := range r.Findings {
		card := &b.cards[b.cardOf(f)]
		shown := htmlFinding{Finding: f, Anchor: b.anchors[f.Rule], Place: card.place(f.At)}
		for _, related := range f.Related {
			shown.Related = append(shown.Related, strings.TrimPrefix(card.place(related.At)+": "+related.Message, ": "))
		}
		if len(f.Steps) > 0 {
			ways++
			shown.Way = fmt.Sprintf("w%d", ways)
		}
		card.Findings = append(card.Findings, shown)
		card.Gravest = max(card.Gravest, f.Severity)
		card.Construct = cmp.Or(card.Construct, f.Construct)
	}
	for i := range b.cards {
		b.finish(&b.cards[i])
	}
	sortGravest(b.cards, func(c htmlCard) (finding.Severity, int, string) { return c.Gravest, len(c.Findings), c.Name })
	for i := range b.cards {
		b.cards[i].ID = fmt.Sprintf("p%d", i+1)
	}
	return b.cards
}

// cardKey is what findings are filed by.
type cardKey struct{ artifact, target, kind string }

const anyKind = "*"

type cardBuilder struct {
	cards   []htmlCard
	anchors map[string]string // of rules
	byKey   map[cardKey][]int // the cards of principals in the order of their places; a target without has one of its own
	texts   listings
}

func (b *cardBuilder) principal(p finding.Principal) {
	card := htmlCard{
		Name: p.Name, Kind: kindText(p.Kind), Place: p.At.Place(), Principal: true, Bounded: p.Bounded,
		Services: len(p.Services), artifact: p.At.Artifact, kind: p.Kind, line: p.At.Region.Start.Line,
	}
	for _, e := range p.Entrants {
		card.Entrants = append(card.Entrants, htmlEntrant{Who: e.Who, Kind: e.Kind, If: strings.Join(e.Conditions, " and "), Place: card.place(e.At)})
	}
	for _, gap := range p.Gaps {
		card.Gaps = append(card.Gaps, gap.Message)
	}
	card.Access, card.More = accessList(p.Services)
	card.Every = len(p.Services) > 1 && len(p.Services) == serviceCount()
	for _, key := range []cardKey{{p.At.Artifact, p.Name, p.Kind}, {p.At.Artifact, p.Name, anyKind}, {"", p.Name, p.Kind}} {
		b.byKey[key] = append(b.byKey[key], len(b.cards))
	}
	b.cards = append(b.cards, card)
}

func serviceCount() int {
	n := 0
	for range catalog.Services() {
		n++
	}
	return n
}

// cardOf is the index of the card that a finding goes to: that of its target, which may be written in another artifact if no
// other has its name. What is said of a resource is said of the principal that has its name, as the role that SAM makes
// for a function: in a template there are no two of one name. What nothing is known of gets a card of its own.
func (b *cardBuilder) cardOf(f finding.Finding) int {
	key := cardKey{f.At.Artifact, f.Target, f.TargetKind}
	if found := b.byKey[key]; len(found) > 0 {
		return found[0]
	}
	if found := b.byKey[cardKey{f.At.Artifact, f.Target, anyKind}]; len(found) == 1 && (f.TargetKind == "" || f.TargetKind == "resource") {
		return found[0]
	}
	if elsewhere := b.byKey[cardKey{"", f.Target, f.TargetKind}]; len(elsewhere) == 1 && f.Target != "" {
		return elsewhere[0]
	}
	b.byKey[key] = []int{len(b.cards)}
	b.cards = append(b.cards, htmlCard{
		Name: cmp.Or(f.Target, f.At.Artifact, "everything"), Kind: kindText(f.TargetKind), Place: f.At.Artifact, artifact: f.At.Artifact,
	})
	return len(b.cards) - 1
}

// kindText is a kind in words.
func kindText(kind string) string { return strings.ReplaceAll(kind, "-", " ") }

// place is a place as the card shows it, which names its own artifact once.
func (c *htmlCard) place(at source.Location) string {
	start := at.Region.Start
	if start.Line == 0 || at.Artifact != c.artifact {
		return at.Place()
	}
	return fmt.Sprintf("%d:%d", start.Line, start.Column)
}

func (b *cardBuilder) finish(card *htmlCard) {
	slices.SortStableFunc(card.Findings, func(f, g htmlFinding) int { return cmp.Compare(g.Severity, f.Severity) })
	for _, s := range severities {
		n := 0
		for _, f := range card.Findings {
			if f.Severity == s {
				n++
			}
		}
		if n > 0 {
			card.Counts = append(card.Counts, htmlBar{Severity: s, Count: n})
		}
	}
	card.Listings = listingsOf(card.Findings, card.artifact, b.texts)
}

// accessList describes the gravest services, and names others.
func accessList(services []finding.ServiceAccess) (shown []htmlAccess, more string) {
	sorted := slices.Clone(services)
	slices.SortStableFunc(sorted, func(s, t finding.ServiceAccess) int {
		return cmp.Or(cmp.Compare(t.Highest(), s.Highest()), cmp.Compare(number(t.Unconstrained), number(s.Unconstrained)),
			cmp.Compare(t.Levels[t.Highest()].Granted, s.Levels[s.Highest()].Granted))
	})
	var names []string
	for i, s := range sorted {
		switch {
		case i < shownServices:
			shown = append(shown, htmlAccess{Prefix: s.Service.Prefix(), Levels: levelsText(s), Cell: cellOf(s), Conditional: s.Conditional})
		case len(names) < namedServices:
			names = append(names, s.Service.Prefix())
		}
	}
	more = strings.Join(names, ", ")
	if left := len(sorted) - len(shown) - len(names); left > 0 {
		more += fmt.Sprintf(" and %d more", left)
	}
	return shown, more
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// levelsText is "3 of 40 permissions, 12 of 90 write".
func levelsText(s finding.ServiceAccess) string {
	var parts []string
	for level, grant := range slices.Backward(s.Levels[:]) {
		if grant.Granted > 0 {
			parts = append(parts, fmt.Sprintf("%d/%d %s", grant.Granted, grant.Total, catalog.Level(level)))
		}
	}
	return strings.Join(parts, ", ")
}

// sortGravest sorts by severity, then by number, most first, then by name.
func sortGravest[T any](list []T, by func(T) (finding.Severity, int, string)) {
	slices.SortStableFunc(list, func(a, b T) int {
		severityA, numberA, nameA := by(a)
		severityB, numberB, nameB := by(b)
		return cmp.Or(cmp.Compare(severityB, severityA), cmp.Compare(numberB, numberA), cmp.Compare(nameA, nameB))
	})
}
