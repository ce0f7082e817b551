package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// encode writes v as indented JSON. Characters that cannot be seen, that change
// how others are shown, or that command what shows them, are written as \u
// escapes: a reader of JSON gets them back, and nobody else is fooled by them.
func encode(w io.Writer, v any) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := json.NewEncoder(indenter{b}).Encode(v); err != nil {
		return err
	}
	return b.Flush()
}

// indenter is given compact JSON in one piece and writes it as json.Indent would, without a copy of it all.
type indenter struct {
	*bufio.Writer // which keeps its first error until it is flushed
}

func (n indenter) Write(text []byte) (int, error) {
	depth := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch c {
		case '"':
			end := endOfString(text, i)
			n.text(text[i:end])
			i = end - 1
			continue
		case '}', ']':
			depth--
			n.line(depth)
		}
		n.WriteByte(c) //nolint:errcheck // as above
		switch c {
		case '{', '[':
			if text[i+1] == c+2 { // its other half: it is empty
				i++
				n.WriteByte(c + 2) //nolint:errcheck // as above
				continue
			}
			depth++
			n.line(depth)
		case ',':
			n.line(depth)
		case ':':
			n.WriteByte(' ') //nolint:errcheck // as above
		}
	}
	return len(text), nil
}

func (n indenter) line(depth int) {
	n.WriteByte('\n') //nolint:errcheck // as above
	for range depth {
		n.WriteString("  ") //nolint:errcheck // as above
	}
}

// endOfString is where the string ends that begins at byte i.
func endOfString(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}

// text writes a string of JSON.
func (n indenter) text(text []byte) {
	begin := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && c != 0x7f && c != '#' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if hidden(r) || c == '#' && commands(string(text[i-1:min(len(text), i+5)]), 1) {
			n.Writer.Write(text[begin:i])        //nolint:errcheck // as above
			n.Writer.Write(appendEscape(nil, r)) //nolint:errcheck // as above
			begin = i + size
		}
		i += size
	}
	n.Writer.Write(text[begin:]) //nolint:errcheck // as above
}

func appendEscape(out []byte, r rune) []byte {
	for _, unit := range utf16.AppendRune(nil, r) {
		out = fmt.Appendf(out, `\u%04x`, unit)
	}
	return out
}
