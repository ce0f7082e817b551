package report

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

// listing is the text of an artifact, cut into lines, in which positions can
// be found quickly.
type listing struct {
	text  string
	lines []line
}

// line is a line without its end: LF, CR, or CR and LF.
type line struct {
	start, end int   // byte offsets in the text
	marks      []int // the byte offset of every markEvery-th character; nil if all are ASCII
}

const markEvery = 256

func newListing(content []byte) listing {
	l := listing{text: decode(content)}
	l.lines = make([]line, 0, strings.Count(l.text, "\n")+1)
	start := 0
	for start == 0 || start < len(l.text) { // after the last line's end there is no line
		length := strings.IndexAny(l.text[start:], "\r\n")
		if length < 0 {
			l.lines = append(l.lines, newLine(l.text, start, len(l.text)))
			return l
		}
		end := start + length
		l.lines = append(l.lines, newLine(l.text, start, end))
		start = end + 1
		if strings.HasPrefix(l.text[end:], "\r\n") {
			start++
		}
	}
	return l
}

// decode is the text of the bytes as parsers see it: without its byte order
// mark, which no column counts, and in UTF-8 also if it is UTF-16.
func decode(content []byte) string {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return string(content[3:])
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		order = binary.BigEndian
	case !bytes.HasPrefix(content, []byte("\xff\xfe")):
		return string(content)
	}
	units := make([]uint16, 0, len(content)/2)
	for i := 2; i+1 < len(content); i += 2 {
		units = append(units, order.Uint16(content[i:]))
	}
	return string(utf16.Decode(units))
}

func newLine(text string, start, end int) line {
	l := line{start: start, end: end}
	if isASCII(text[start:end]) {
		return l
	}
	n := 0
	for i := range text[start:end] {
		if n%markEvery == 0 {
			l.marks = append(l.marks, start+i)
		}
		n++
	}
	return l
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// line is the text of the line of that number, from 1, without its end.
func (l listing) line(number int) (string, bool) {
	if number < 1 || number > len(l.lines) {
		return "", false
	}
	at := l.lines[number-1]
	return l.text[at.start:at.end], true
}

// offset is the byte offset of a position. A position outside of the text is
// moved to the nearest inside.
func (l listing) offset(p source.Position) int {
	if p.Line < 1 {
		return l.lines[0].start
	}
	if p.Line > len(l.lines) {
		return len(l.text)
	}
	at := l.lines[p.Line-1]
	ahead := max(p.Column-1, 0)
	if at.marks == nil {
		return min(at.start+ahead, at.end)
	}
	mark := min(ahead/markEvery, len(at.marks)-1)
	i := at.marks[mark]
	for range ahead - mark*markEvery {
		if i >= at.end {
			return at.end
		}
		_, size := utf8.DecodeRuneInString(l.text[i:at.end])
		i += size
	}
	return i
}

// slice is the text of a region, "" if its end is before its start.
func (l listing) slice(r source.Region) string {
	start, end := l.offset(r.Start), l.offset(r.End)
	if end < start {
		return ""
	}
	return l.text[start:end]
}

// rows is the text of the lines from first to last, without the last one's end.
func (l listing) rows(first, last int) string {
	return l.text[l.lines[first-1].start:l.lines[last-1].end]
}

// listings reads each artifact of a report once, when it is first asked for.
type listings struct {
	sources map[string][]byte
	read    map[string]listing
}

func newListings(sources map[string][]byte) listings {
	return listings{sources: sources, read: map[string]listing{}}
}

// of is the listing of an artifact; ok is false if the report does not have its text.
func (l listings) of(artifact string) (text listing, ok bool) {
	if text, ok = l.read[artifact]; ok {
		return text, true
	}
	content, ok := l.sources[artifact]
	if !ok {
		return listing{}, false
	}
	text = newListing(content)
	l.read[artifact] = text
	return text, true
}
