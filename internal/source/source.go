// Package source says where things stand: positions, regions and locations
// in the artifacts that iamlint reads. Every element of the model carries a
// Location, and a finding shows it, so nothing here is ever guessed from text.
package source

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Position is a place between characters of a text.
type Position struct {
	Line   int // starts at 1
	Column int // starts at 1; counts code points, not bytes
}

// Compare orders positions as they are read.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Region is the text from Start up to, and without, End.
type Region struct {
	Start, End Position
}

// Location is a region of an artifact. The zero Location is nowhere.
type Location struct {
	Artifact string // the name the user gave: a path, or "<stdin>"
	Region   Region
}

// String is the form in which rules see a location and pass it on:
// artifact:line:column-line:column, with the end after the last character.
func (l Location) String() string { return string(l.Append(make([]byte, 0, len(l.Artifact)+24))) }

// Append appends the form of String.
func (l Location) Append(b []byte) []byte {
	b = append(b, l.Artifact...)
	b = append(b, ':')
	b = l.Region.Start.append(b)
	b = append(b, '-')
	return l.Region.End.append(b)
}

// Place is the form that people read and editors follow: artifact:line:column, and the artifact alone where no line of it
// is meant.
func (l Location) Place() string {
	if l.Region.Start.Line == 0 {
		return l.Artifact
	}
	return string(l.Region.Start.append([]byte(l.Artifact + ":")))
}

func (p Position) append(b []byte) []byte {
	b = strconv.AppendInt(b, int64(p.Line), 10)
	b = append(b, ':')
	return strconv.AppendInt(b, int64(p.Column), 10)
}

// MarshalText writes the form of String, so that a Location is one string
// wherever the model is written out.
func (l Location) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Compare orders locations by artifact, then as they are read.
func (l Location) Compare(m Location) int {
	return cmp.Or(cmp.Compare(l.Artifact, m.Artifact), l.Region.Start.Compare(m.Region.Start), l.Region.End.Compare(m.Region.End))
}

// ParseLocation reads the form that String writes.
func ParseLocation(text string) (Location, error) {
	head, end, ok := cutLast(text, "-")
	if !ok {
		return Location{}, fmt.Errorf("location %q has no end", text)
	}
	stop, err := parsePosition(end)
	if err != nil {
		return Location{}, fmt.Errorf("location %q: %w", text, err)
	}
	rest, column, ok := cutLast(head, ":")
	if !ok {
		return Location{}, fmt.Errorf("location %q has no start", text)
	}
	artifact, line, ok := cutLast(rest, ":")
	if !ok {
		return Location{}, fmt.Errorf("location %q has no artifact", text)
	}
	start, err := parsePosition(line + ":" + column)
	if err != nil {
		return Location{}, fmt.Errorf("location %q: %w", text, err)
	}
	return Location{Artifact: artifact, Region: Region{Start: start, End: stop}}, nil
}

func parsePosition(text string) (Position, error) {
	line, column, ok := strings.Cut(text, ":")
	if !ok {
		return Position{}, fmt.Errorf("position %q is not line:column", text)
	}
	l, err := strconv.Atoi(line)
	if err != nil {
		return Position{}, fmt.Errorf("position %q: %w", text, err)
	}
	c, err := strconv.Atoi(column)
	if err != nil {
		return Position{}, fmt.Errorf("position %q: %w", text, err)
	}
	return Position{Line: l, Column: c}, nil
}

// LineStarts are the byte offsets at which the lines of a text begin: after LF, CR and CRLF.
func LineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' && !strings.HasPrefix(text[i:], "\r\n") {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}
