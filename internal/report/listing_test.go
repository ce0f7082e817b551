package report

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/iamlint/iamlint/internal/source"
)

func TestListingFindsPositions(t *testing.T) {
	wide := strings.Repeat("ä", 600)
	tests := map[string]struct {
		content      string
		line, column int
		want         string // what follows the position in its text
	}{
		"in-the-first-line":             {"ab\ncd", 1, 2, "b\ncd"},
		"after-a-line-feed":             {"ab\ncd", 2, 1, "cd"},
		"after-both-line-ends":          {"ab\r\ncd", 2, 2, "d"},
		"after-a-carriage-return":       {"ab\rcd", 2, 1, "cd"},
		"after-characters-not-in-ASCII": {"日本🪣x", 1, 4, "x"},
		"far-into-a-wide-line":          {"a\n" + wide + "x", 2, 601, "x"},
		"at-a-mark":                     {wide + "x", 1, 513, strings.Repeat("ä", 88) + "x"},
		"after-a-byte-order-mark":       {"\ufeffab", 1, 2, "b"},
		"in-bytes-that-are-no-UTF-8":    {"\xff\xfdä\xfex", 1, 5, "x"},
		"past-the-end-of-a-line":        {"ab\ncd", 1, 9, "\ncd"},
		"past-the-end-of-a-wide-line":   {"ä\ncd", 1, 9, "\ncd"},
		"past-the-end-of-the-text":      {"ab\n", 2, 1, ""},
		"before-the-text":               {"ab\ncd", 0, 0, "ab\ncd"},
		"in-nothing":                    {"", 1, 1, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			l := newListing([]byte(tt.content))
			got := l.text[l.offset(source.Position{Line: tt.line, Column: tt.column}):]
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestListingReadsUTF16(t *testing.T) {
	const want = "Action: 🪣\nx"
	for name, high := range map[string]int{"little-endian": 1, "big-endian": 0} {
		t.Run(name, func(t *testing.T) {
			var content []byte
			for _, unit := range utf16.Encode([]rune("\ufeff" + want)) {
				pair := []byte{byte(unit), byte(unit)}
				pair[high] = byte(unit >> 8)
				content = append(content, pair...)
			}
			if got := newListing(content).text; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestARegionThatEndsBeforeItStartsIsEmpty(t *testing.T) {
	backwards := source.Region{Start: source.Position{Line: 2, Column: 1}, End: source.Position{Line: 1, Column: 1}}
	if got := newListing([]byte("a\nb")).slice(backwards); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}
