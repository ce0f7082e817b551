package report

import (
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

const (
	defaultWidth = 120
	leastWidth   = 20
	tabCells     = 8   // at most, and so many are counted when a line is cut
	cut          = "…" // stands for what was cut off
)

// excerpt is a source line, and below it the carets under a region of it.
type excerpt struct {
	line, carets string
}

// newExcerpt shows the first line of a region. A line that takes more than
// width columns is cut around the start of the region. ok is false if the
// text has no such line.
func newExcerpt(text listing, r source.Region, width int) (e excerpt, ok bool) {
	row, ok := text.line(r.Start.Line)
	if !ok {
		return excerpt{}, false
	}
	base := text.lines[r.Start.Line-1].start
	from := text.offset(r.Start) - base
	to := len(row)
	if r.End.Line == r.Start.Line {
		to = max(text.offset(r.End)-base, from)
	}
	to = from + len(strings.TrimRight(row[from:to], " \t"))
	first, last := window(row, from, width)
	return draw(row, from, to, first, last), true
}

// window is the part of the row that is shown: all of it, or else so much
// before byte from that two thirds of the width are left for what follows.
func window(row string, from, width int) (first, last int) {
	if width == 0 {
		width = defaultWidth
	}
	width = max(width, leastWidth)
	if forward(row, 0, width) == len(row) {
		return 0, len(row)
	}
	first = backward(row, from, width/3)
	room := width - 1 // for the mark at the end
	if first > 0 {
		room--
	}
	last = forward(row, first, room)
	if last == len(row) { // the room at the end is not needed: show more before
		first = backward(row, len(row), width-1)
	}
	return first, last
}

// forward is the end of what fits into so many columns from byte i on.
func forward(row string, i, columns int) int {
	for i < len(row) {
		g := sourceGlyph(row, i)
		if columns -= g.cells; columns < 0 {
			return i
		}
		i += g.size
	}
	return i
}

// backward is the start of what fits into so many columns before byte i.
func backward(row string, i, columns int) int {
	for i > 0 {
		_, size := utf8.DecodeLastRuneInString(row[:i])
		if columns -= sourceGlyph(row, i-size).cells; columns < 0 {
			return i
		}
		i -= size
	}
	return i
}

// draw shows row[first:last], and a caret under each column of row[from:to]
// that is in it: at least one.
func draw(row string, from, to, first, last int) excerpt {
	before, after, margin := "", "", ""
	if first > 0 {
		before, margin = cut, " "
	}
	if last < len(row) {
		after = cut
	}
	marks := strings.TrimRight(beneath(row, from, min(to, last), "^"), "\t")
	if marks == "" {
		marks = "^"
	}
	return excerpt{
		line:   before + shown(row, first, last) + after,
		carets: margin + beneath(row, first, from, " ") + marks,
	}
}

func shown(row string, start, end int) string {
	var b strings.Builder
	for i := start; i < end; {
		g := sourceGlyph(row, i)
		b.WriteString(g.text)
		i += g.size
	}
	return b.String()
}

// beneath is what stands under row[start:end]: a mark under each column, but a
// tab under a tab, since only the terminal knows how wide that is.
func beneath(row string, start, end int, mark string) string {
	var b strings.Builder
	for i := start; i < end; {
		g := sourceGlyph(row, i)
		if g.text == "\t" {
			b.WriteString("\t")
		} else {
			b.WriteString(strings.Repeat(mark, g.cells))
		}
		i += g.size
	}
	return b.String()
}

// sourceGlyph is glyphAt, but leaves tabs as they are.
func sourceGlyph(row string, i int) glyph {
	if row[i] == '\t' {
		return glyph{text: "\t", cells: tabCells, size: 1}
	}
	return glyphAt(row, i)
}
