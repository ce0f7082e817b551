package graph

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"unicode"
)

// What is drawn, in pixels.
const (
	boxWidth, boxHeight = 190, 40
	columnGap, rowGap   = 110, 22
	margin              = 24
	longestName         = 26 // characters that fit into a box
)

// SVG draws the graph in columns, from left to right towards those who rule.
func SVG(w io.Writer, g Graph) error {
	columns := g.untangled(g.columns())
	at := make([][2]int, len(g.Nodes))
	deepest := 1
	for _, column := range columns {
		deepest = max(deepest, len(column))
	}
	for c, column := range columns {
		top := margin + (deepest-len(column))*(boxHeight+rowGap)/2
		for r, n := range column {
			at[n] = [2]int{margin + c*(boxWidth+columnGap), top + r*(boxHeight+rowGap)}
		}
	}
	width := 2*margin + len(columns)*boxWidth + max(len(columns)-1, 0)*columnGap
	height := 2*margin + deepest*boxHeight + (deepest-1)*rowGap
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", width, height, width, height)
	b.WriteString(`<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#555"/></marker></defs>` + "\n")
	b.WriteString(`<rect width="100%" height="100%" fill="#fff"/>` + "\n")
	for _, e := range g.Edges {
		drawEdge(&b, at[e.From], at[e.To], e.How)
	}
	for i, n := range g.Nodes {
		drawNode(&b, at[i], n)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// columns are the nodes by how many steps they are away from somebody who rules, the farthest first. Those
// who are on no way come first of all.
func (g Graph) columns() [][]int {
	far := g.distances()
	most := 0
	for _, d := range far {
		most = max(most, d)
	}
	columns := make([][]int, most+2)
	for i, d := range far {
		if d < 0 {
			columns[0] = append(columns[0], i)
		} else {
			columns[most+1-d] = append(columns[most+1-d], i)
		}
	}
	var filled [][]int
	for _, c := range columns {
		if len(c) > 0 {
			filled = append(filled, c)
		}
	}
	return filled
}

// untangled puts the nodes of each column, from the right, at the height of those that they lead to, so that few edges
// cross. Heights are between -1 and 1, the middle being 0.
func (g Graph) untangled(columns [][]int) [][]int {
	height := make([]float64, len(g.Nodes))
	placed := make([]bool, len(g.Nodes))
	out := make([][]int, len(g.Nodes))
	for _, e := range g.Edges {
		out[e.From] = append(out[e.From], e.To)
	}
	for _, column := range slices.Backward(columns) {
		for _, n := range column {
			sum, count := 0.0, 0.0
			for _, to := range out[n] {
				if placed[to] {
					sum, count = sum+height[to], count+1
				}
			}
			height[n] = sum / max(count, 1)
		}
		slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(height[a], height[b]) })
		for r, n := range column {
			height[n], placed[n] = float64(2*r+1)/float64(len(column))-1, true
		}
	}
	return columns
}

func drawNode(b *strings.Builder, at [2]int, n Node) {
	stroke, thick := "#777", 1
	if n.Rules {
		stroke, thick = "#b3261e", 3
	}
	fmt.Fprintf(b, `<g><title>%s</title><rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="#f7f7f9" stroke="%s" stroke-width="%d"/>`,
		svgText(strings.TrimSpace(n.Kind+" "+n.Name+": "+n.Reason)), at[0], at[1], boxWidth, boxHeight, stroke, thick)
	fmt.Fprintf(b, `<text x="%d" y="%d" fill="#666" font-size="10">%s</text>`, at[0]+8, at[1]+14, svgText(n.Kind))
	fmt.Fprintf(b, `<text x="%d" y="%d" fill="#111">%s</text></g>`+"\n", at[0]+8, at[1]+30, svgText(shortened(n.Name)))
}

// drawEdge draws from the right side of one box to the left of the next, or in a bow where it leads back or stays
// in its column.
func drawEdge(b *strings.Builder, from, to [2]int, how string) {
	x1, y1, x2, y2 := from[0]+boxWidth, from[1]+boxHeight/2, to[0], to[1]+boxHeight/2
	bend := columnGap / 2
	if x2 <= x1 {
		x2 = to[0] + boxWidth
		y2 += boxHeight / 4
	}
	middle := (x1 + x2) / 2
	if x2 == to[0]+boxWidth {
		middle = max(x1, x2) + bend*3/4
	}
	colour := map[string]string{"assume": "#1f5fa8", "pass": "#7a4cb0", "escalate": "#b3261e"}[how]
	if colour == "" {
		colour = "#555"
	}
	fmt.Fprintf(b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="%s" marker-end="url(#head)"/>`,
		x1, y1, max(x1+bend, middle), y1, min(x2-bend, middle), y2, x2, y2, colour)
	above := map[string]int{"assume": 4, "pass": 14, "escalate": -11}[how] // several from one box stand apart
	fmt.Fprintf(b, `<text x="%d" y="%d" fill="%s" font-size="10">%s</text>`+"\n", x1+4, y1-above, colour, svgText(how))
}

func shortened(name string) string {
	runes := []rune(name)
	if len(runes) <= longestName {
		return name
	}
	return string(runes[:longestName-1]) + "…"
}

// svgText escapes what XML would read, and drops what it forbids: https://www.w3.org/TR/xml/#charsets.
func svgText(text string) string {
	return html.EscapeString(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == '\uFFFE' || c == '\uFFFF' || c == unicode.ReplacementChar {
			return ' '
		}
		return c
	}, text))
}
