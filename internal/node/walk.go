package node

import (
	"strconv"
	"unicode/utf8"
)

// walker goes through the source of a scalar and says which bytes of its text
// each piece of the source stands for. The rules of folding are those of YAML
// 1.1, which the YAML reader follows.
type walker struct {
	s      string
	i, end int // still to be read: s[i:end]
	at     int // how much of the text has been passed
	keep   bool
	pieces []piece
}

// same says that s[start:end] stands for itself.
func (w *walker) same(start, end int) { w.stands(end-start, start, end) }

// stands says that s[start:end] stands for length bytes of text.
func (w *walker) stands(length, start, end int) {
	if length == 0 {
		return
	}
	if w.keep {
		w.pieces = append(w.pieces, piece{int32(w.at), int32(length), int32(start), int32(end)})
	}
	w.at += length
}

// flow goes through a plain or quoted YAML scalar. A plain one has no quote.
func (w *walker) flow(quote byte) {
	run := w.i
	for w.i < w.end {
		start, length := w.i, 0
		switch c := w.s[w.i]; {
		case c == '\\' && quote == '"':
			length = w.escape()
		case c == '\'' && quote == '\'':
			w.i += 2
			length = 1
		case mayFold[c]:
			var broken bool
			if length, broken = w.fold(false); !broken {
				w.i = max(w.i, start+1) // a character that only begins like a line break
				continue
			}
		default:
			w.i++
			continue
		}
		w.same(run, start)
		w.stands(length, start, w.i)
		run = w.i
	}
	w.same(run, w.end)
}

// mayFold tells the bytes that a line break can begin with, and blanks.
var mayFold = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, 0xc2: true, 0xe2: true}

// fold passes blanks and line breaks. It returns the length of the text that
// they stand for, if there is a break among them or an escaped one before them,
// which itself stands for nothing.
func (w *walker) fold(escaped bool) (length int, broken bool) {
	first, more := 0, 0
	broken = escaped
	for w.i < w.end {
		if c := w.s[w.i]; c == ' ' || c == '\t' {
			w.i++
			continue
		}
		size, kept := lineBreak(w.s, w.i)
		if size == 0 {
			break
		}
		w.i += size
		if broken {
			more += kept
		} else {
			first, broken = kept, true
		}
	}
	switch {
	case first == 1 && more == 0:
		return 1, true // the break has become a space
	case first == 1:
		return more, true
	default:
		return first + more, broken
	}
}

// escape passes an escape of a double-quoted YAML scalar and returns the length
// of what it stands for.
func (w *walker) escape() int {
	if size, _ := lineBreak(w.s, w.i+1); size > 0 {
		w.i += 1 + size
		length, _ := w.fold(true)
		return length
	}
	letter := w.s[w.i+1]
	w.i += 2
	switch letter {
	case 'N', '_':
		return 2
	case 'L', 'P':
		return 3
	case 'x':
		return w.code(2)
	case 'u':
		return w.code(4)
	case 'U':
		return w.code(8)
	default:
		return 1
	}
}

func (w *walker) code(digits int) int {
	end := min(w.i+digits, w.end)
	code, _ := strconv.ParseUint(w.s[w.i:end], 16, 32) // the YAML reader has checked it
	w.i = end
	return max(1, utf8.RuneLen(rune(code)))
}

// plainEnd returns where a plain scalar ends whose text has the given length.
func (w *walker) plainEnd(length int) int {
	for w.at < length && w.i < w.end {
		start, kept, broken := w.i, 0, false
		if mayFold[w.s[w.i]] {
			kept, broken = w.fold(false)
		}
		if !broken {
			w.i = max(w.i, start+1)
			kept = w.i - start
		}
		w.at += kept
	}
	return w.i
}

// block goes through the lines of a literal or folded scalar, which begin after
// the line that the walker stands in, until it has passed length bytes of text
// or come to its end. It returns where the last text ends. The line breaks
// behind it are not looked at.
func (w *walker) block(starts []int32, folds bool, indent, length int) int {
	line := lineOf(starts, w.i, 0)
	afterBlank, held := false, make([]piece, 0, 4)
	first := true
	for ; line < len(starts) && w.at < length && int(starts[line]) < w.end; line++ {
		start, end := int(starts[line]), len(w.s)
		if line+1 < len(starts) {
			end = int(starts[line+1])
		}
		text := endOfLine(w.s, start, end)
		_, kept := lineBreak(w.s, text)
		i := start
		for i < text && i-start < indent && w.s[i] == ' ' {
			i++
		}
		if i < text {
			blank := w.s[i] == ' ' || w.s[i] == '\t'
			w.release(held, folds && !first && !afterBlank && !blank)
			w.same(i, text)
			held, first, afterBlank = held[:0], false, blank
			w.i = text
		}
		held = append(held, piece{length: int32(kept), start: int32(text), end: int32(end)})
	}
	return w.i
}

// release lets the line breaks before a line of text stand for themselves or,
// where the line is joined to the one before, the first of them for a space or,
// if more follow, for nothing.
func (w *walker) release(held []piece, join bool) {
	if join && len(held) > 1 && held[0].length == 1 {
		held = held[1:]
	}
	for _, p := range held {
		w.stands(int(p.length), int(p.start), int(p.end))
	}
}

// endOfLine is where the line break begins that ends at end, if one does.
func endOfLine(s string, start, end int) int {
	for _, size := range [...]int{3, 2, 1} {
		if end-size < start {
			continue
		}
		if n, _ := lineBreak(s, end-size); n == size {
			return end - size
		}
	}
	return end
}

// blockIndent is the number of spaces that each line of a block scalar loses,
// found by comparing its first line that is not empty with the text.
func blockIndent(s string, starts []int32, start int, text string) int {
	line := lineOf(starts, start, 0)
	for text != "" {
		size, _ := lineBreak(text, 0)
		if size == 0 {
			break
		}
		text = text[size:]
		line++
	}
	if text == "" || line >= len(starts) {
		return 0
	}
	return leadingSpaces(s[starts[line]:]) - leadingSpaces(text)
}

func leadingSpaces(s string) int {
	n := 0
	for n < len(s) && s[n] == ' ' {
		n++
	}
	return n
}

// json goes through the body of a JSON string.
func (w *walker) json() {
	run := w.i
	for w.i < w.end {
		if w.s[w.i] != '\\' {
			w.i++
			continue
		}
		start := w.i
		r, size := jsonEscape(w.s[w.i:w.end])
		w.i += max(1, size)
		w.same(run, start)
		w.stands(utf8.RuneLen(r), start, w.i)
		run = w.i
	}
	w.same(run, w.end)
}
