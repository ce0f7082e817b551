package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
)

// htmlHeat is the map of principals by services.
type htmlHeat struct {
	Services []string // the prefixes of the columns
	Others   int      // services that have no column of their own
	Rows     []htmlRow
	Idle     int // principals that have no row, because they can do nothing by what was read
}

// htmlRow is what one principal can do.
type htmlRow struct {
	Card, Name string
	Kind       string // where several have the name
	Cells      []htmlCell
	Rest       htmlCell // of the services that have no column; its Mark is their number
	rank       [3]int
}

// htmlCell is the highest access level in a service. An empty one is none.
type htmlCell struct {
	Class string // l, r, t, w or p; a capital when it is unconstrained
	Mark  string // the same for people, as in "P*"
}

// columns is how many services have a column.
const columns = 24

var levelLetters = map[catalog.Level][2]string{
	catalog.List: {"l", "L"}, catalog.Read: {"r", "R"}, catalog.Tagging: {"t", "T"}, catalog.Write: {"w", "W"}, catalog.Permissions: {"p", "P"},
}

func cellOf(s finding.ServiceAccess) htmlCell {
	letters := levelLetters[s.Highest()]
	if s.Unconstrained {
		return htmlCell{Class: letters[1], Mark: letters[1] + "*"}
	}
	return htmlCell{Class: letters[0], Mark: letters[1]}
}

// namedAt is where a card's principal is named.
type namedAt struct {
	cardKey

	line int
}

// Filled are the cells up to the last in which something is: there may be very many that hold nothing.
func (r htmlRow) Filled() []htmlCell {
	cells := append(slices.Clone(r.Cells), r.Rest)
	for len(cells) > 0 && cells[len(cells)-1] == (htmlCell{}) {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// newHTMLHeat makes the map, most powerful principals first. cards say where in the page each principal is.
func newHTMLHeat(principals []finding.Principal, cards []htmlCard) htmlHeat {
	links := map[namedAt]string{}
	twice := map[string]bool{}
	for _, c := range cards {
		if c.Principal {
			links[namedAt{cardKey{c.artifact, c.Name, c.kind}, c.line}] = c.ID
		}
	}
	seen := map[string]bool{}
	for _, p := range principals {
		twice[p.Name] = twice[p.Name] || seen[p.Name]
		seen[p.Name] = true
	}
	column, services := heatColumns(principals)
	heat := htmlHeat{}
	for _, s := range services[:len(column)] {
		heat.Services = append(heat.Services, s.Prefix())
	}
	heat.Others = len(services) - len(column)
	for _, p := range principals {
		if len(p.Services) == 0 {
			heat.Idle++
			continue
		}
		row := heatRow(p, column, links[namedAt{cardKey{p.At.Artifact, p.Name, p.Kind}, p.At.Region.Start.Line}])
		if twice[p.Name] {
			row.Kind = p.Kind
		}
		heat.Rows = append(heat.Rows, row)
	}
	slices.SortStableFunc(heat.Rows, func(a, b htmlRow) int {
		return cmp.Or(slices.Compare(b.rank[:], a.rank[:]), cmp.Compare(a.Name, b.Name))
	})
	return heat
}

// heatColumns chooses the services that have columns: those that most principals can use. Who can use most services
// says nothing about which of them matter, and does not count. Where that leaves a choice, services that manage
// permissions come first.
func heatColumns(principals []finding.Principal) (column map[catalog.Service]int, services []catalog.Service) {
	users, permissions := map[catalog.Service]int{}, map[catalog.Service]int{}
	for _, p := range principals {
		wide := 2*len(p.Services) > serviceCount()
		for _, s := range p.Services {
			if _, known := users[s.Service]; !known {
				services = append(services, s.Service)
				users[s.Service] = 0
			}
			if !wide {
				users[s.Service]++
			}
			permissions[s.Service] += s.Levels[catalog.Permissions].Granted
		}
	}
	slices.SortFunc(services, func(a, b catalog.Service) int {
		return cmp.Or(cmp.Compare(users[b], users[a]), cmp.Compare(permissions[b], permissions[a]), cmp.Compare(a.Prefix(), b.Prefix()))
	})
	column = map[catalog.Service]int{}
	for i, s := range services[:min(columns, len(services))] {
		column[s] = i
	}
	return column, services
}

func heatRow(p finding.Principal, column map[catalog.Service]int, card string) htmlRow {
	row := htmlRow{Card: card, Name: p.Name, Cells: make([]htmlCell, len(column))}
	var rest *finding.ServiceAccess
	others := 0
	for _, s := range p.Services {
		row.rank = higher(row.rank, [3]int{int(s.Highest()), number(s.Unconstrained), len(p.Services)})
		if i, ok := column[s.Service]; ok {
			row.Cells[i] = cellOf(s)
			continue
		}
		others++
		if rest == nil || s.Highest() > rest.Highest() || s.Highest() == rest.Highest() && s.Unconstrained {
			rest = &s
		}
	}
	if rest != nil {
		row.Rest = cellOf(*rest)
		row.Rest.Mark += fmt.Sprintf(" %d", others)
	}
	return row
}

func higher(a, b [3]int) [3]int {
	if slices.Compare(a[:], b[:]) < 0 {
		return b
	}
	return a
}
