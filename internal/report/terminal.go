package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyph is how a terminal shows one character of foreign text.
type glyph struct {
	text  string // what is printed
	cells int    // the columns that it takes
	size  int    // the bytes that the character has in the foreign text
}

// glyphAt is the glyph of the character at byte i of s. A character that
// cannot be seen or that would command the terminal becomes an escape such as
// \u202e, and a byte that is no UTF-8 one such as \xff.
func glyphAt(s string, i int) glyph {
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == utf8.RuneError && size == 1:
		return escaped(fmt.Sprintf(`\x%02x`, s[i]), size)
	case r > 0xffff && hidden(r):
		return escaped(fmt.Sprintf(`\U%08x`, r), size)
	case hidden(r) || commands(s, i):
		return escaped(fmt.Sprintf(`\u%04x`, r), size)
	}
	return glyph{text: s[i : i+size], cells: cells(r), size: size}
}

func escaped(text string, size int) glyph {
	return glyph{text: text, cells: len(text), size: size}
}

// safe is foreign text as it may stand in a line for people.
func safe(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		g := glyphAt(s, i)
		b.WriteString(g.text)
		i += g.size
	}
	return b.String()
}

// hidden tells whether a character is to be escaped: controls (C0, C1, DEL),
// format characters (bidi controls, zero-width ones, tags), separators other
// than the space, variation selectors and others that are by default ignored,
// surrogates, private use, and what Unicode has not assigned.
func hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return !unicode.IsPrint(r) ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// commands tells whether the character at byte i completes a "##" that starts
// a logging command: Azure Pipelines obeys "##vso[…]" and GitHub's runner the
// older "##[…]" wherever they stand in a line of a build's output. Commands of
// the form "::error::" work at the start of a line only, where no foreign text
// stands.
func commands(s string, i int) bool {
	if s[i] != '#' || i == 0 || s[i-1] != '#' {
		return false
	}
	rest := s[i+1:]
	return strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "vso[")
}

// cells is the number of columns that a visible character takes: 0 for a
// combining mark, 2 for the scripts and pictures that East Asian typography
// sets in a square (Unicode TR 11, W and F), else 1.
func cells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide has the blocks whose characters take two columns. Blocks are taken
// whole, which is exact enough to place carets.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, // Hangul Jamo, initial
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1}, // CJK radicals, punctuation
		{Lo: 0x3041, Hi: 0x4dbf, Stride: 1}, // Kana to CJK extension A
		{Lo: 0x4e00, Hi: 0xa4cf, Stride: 1}, // CJK, Yi
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1}, // Hangul Jamo extended A
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, // Hangul
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1}, // CJK compatibility
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, // CJK compatibility forms
		{Lo: 0xff00, Hi: 0xff60, Stride: 1}, // full-width forms
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, // pictographs, emoticons
		{Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, // transport
		{Lo: 0x1f900, Hi: 0x1faff, Stride: 1}, // more pictographs
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1}, // CJK extensions
	},
}
