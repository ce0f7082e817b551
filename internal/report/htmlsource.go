package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
)

// htmlListing is the lines of one artifact that findings point to.
type htmlListing struct {
	Artifact string // "" if it is that of the card
	Lines    []htmlLine
}

// htmlLine is one line, in pieces of which some are marked.
type htmlLine struct {
	Number int // 0 where lines are left out
	Pieces []htmlPiece
}

type htmlPiece struct {
	Text   string
	Marked bool
}

// htmlWay is how one thing leads to another, to be drawn.
type htmlWay struct {
	ID, Card, Name string
	Finding        htmlFinding
	Steps          []htmlStep
}

type htmlStep struct{ Text, Place string }

const (
	longestRegion = 3   // lines of a region that are shown
	longestLine   = 160 // columns of a line that are shown
)

// mark is a stretch of a line, in bytes.
type mark struct{ from, to int }

// listingsOf shows the lines that findings point to, each once, however many of them point there. home is the artifact
// that need not be named.
func listingsOf(findings []htmlFinding, home string, texts listings) []htmlListing {
	marks := map[string]map[int][]mark{}
	var artifacts []string
	for _, f := range findings {
		text, ok := texts.of(f.At.Artifact)
		if !ok || f.At.Region.Start.Line == 0 {
			continue
		}
		if marks[f.At.Artifact] == nil {
			marks[f.At.Artifact] = map[int][]mark{}
			artifacts = append(artifacts, f.At.Artifact)
		}
		addMarks(marks[f.At.Artifact], f.Finding, text)
	}
	slices.Sort(artifacts)
	var all []htmlListing
	for _, artifact := range artifacts {
		text, _ := texts.of(artifact)
		listing := htmlListing{Lines: markedLines(text, marks[artifact])}
		if artifact != home {
			listing.Artifact = artifact
		}
		all = append(all, listing)
	}
	return all
}

// addMarks marks a region that is in one line. Of one that goes over several the lines are shown, for marked as a
// whole they would drown the others.
func addMarks(lines map[int][]mark, f finding.Finding, text listing) {
	region := f.At.Region
	if region.End.Line <= region.Start.Line {
		if row, ok := text.line(region.Start.Line); ok {
			base := text.lines[region.Start.Line-1].start
			from := min(text.offset(region.Start)-base, len(row))
			to := min(max(text.offset(region.End)-base, from), len(row))
			lines[region.Start.Line] = append(lines[region.Start.Line], mark{from, to})
		}
		return
	}
	for n := region.Start.Line; n <= min(region.End.Line, region.Start.Line+longestRegion-1); n++ {
		if _, ok := text.line(n); ok && lines[n] == nil {
			lines[n] = []mark{}
		}
	}
}

// markedLines are the lines without the indentation that all of them have.
func markedLines(text listing, marks map[int][]mark) []htmlLine {
	var numbers []int
	indent := -1
	for n := range marks {
		numbers = append(numbers, n)
		row, _ := text.line(n)
		if own := len(row) - len(strings.TrimLeft(row, " ")); indent < 0 || own < indent {
			indent = own
		}
	}
	slices.Sort(numbers)
	var lines []htmlLine
	last := 0
	for _, n := range numbers {
		if last > 0 && n > last+1 {
			lines = append(lines, htmlLine{})
		}
		last = n
		row, _ := text.line(n)
		lines = append(lines, htmlLine{Number: n, Pieces: pieces(row, max(indent, 0), marks[n])})
	}
	return lines
}

// pieces cuts row[from:] where marks begin and end. A long line is cut around the first of them.
func pieces(row string, from int, marks []mark) []htmlPiece {
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	to, before, after := len(row), "", ""
	if len(row)-from > longestLine {
		first := from
		if len(marks) > 0 {
			first = marks[0].from
		}
		start, end := window(row, first, longestLine)
		if start > from {
			from, before = start, cut
		}
		if end < to {
			to, after = end, cut
		}
	}
	list := []htmlPiece{{Text: before}}
	add := func(end int, marked bool) {
		if end = min(end, to); end > from {
			list = append(list, htmlPiece{Text: row[from:end], Marked: marked})
			from = end
		}
	}
	for _, m := range marks {
		add(m.from, false)
		add(m.to, true)
	}
	add(to, false)
	list = append(list, htmlPiece{Text: after})
	return slices.DeleteFunc(list, func(p htmlPiece) bool { return p.Text == "" })
}

// htmlWays draws the findings that have steps, in the order of the cards.
func htmlWays(cards []htmlCard) []htmlWay {
	var ways []htmlWay
	for _, card := range cards {
		for _, f := range card.Findings {
			if len(f.Steps) == 0 {
				continue
			}
			way := htmlWay{ID: f.Way, Card: card.ID, Name: card.Name, Finding: f}
			for _, s := range f.Steps {
				way.Steps = append(way.Steps, htmlStep{Text: s.Message, Place: s.At.Place()})
			}
			ways = append(ways, way)
		}
	}
	slices.SortStableFunc(ways, func(a, b htmlWay) int { return int(b.Finding.Severity) - int(a.Finding.Severity) })
	return ways
}
