package node

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a JSON string. Its text is a part of the source if it has no
// escapes.
func (r *jsonReader) string() (*Node, *Error) {
	start := r.i
	r.i++
	escaped, err := r.body(start)
	if err != nil {
		return nil, err
	}
	n := r.nodes.node()
	n.Kind, n.style, n.Text = String, quotedVerbatim, r.s[start+1:r.i]
	r.i++
	if escaped {
		n.style = jsonEscaped
		n.Text, err = r.unescape(n.Text, start+1)
		if err != nil {
			return nil, err
		}
	}
	r.place.locate(n, start, r.i)
	return n, nil
}

// body goes to the quote that ends the string.
func (r *jsonReader) body(start int) (escaped bool, err *Error) {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == '"':
			return escaped, nil
		case c == '\\':
			escaped = true
			r.i += 2
		case c == '\n' || c == '\r':
			return false, r.fail("the string has no end in its line: add a double quote, or write a line break as \\n")
		case c < ' ':
			return false, r.fail("control character %U in a string: write it as \\u%04x", c, c)
		default:
			r.i++
		}
	}
	r.i = start
	return false, r.fail("the string that begins here has no end: add a double quote")
}

// unescape replaces the escapes of body, which stands at offset.
func (r *jsonReader) unescape(body string, offset int) (string, *Error) {
	var b strings.Builder
	b.Grow(len(body))
	for rest := body; ; {
		i := strings.IndexByte(rest, '\\')
		if i < 0 {
			b.WriteString(rest)
			return b.String(), nil
		}
		b.WriteString(rest[:i])
		char, size := jsonEscape(rest[i:])
		if size == 0 {
			r.i = offset + len(body) - len(rest) + i
			return "", r.fail("unknown escape in a string: write a backslash as \\\\")
		}
		b.WriteRune(char)
		rest = rest[i+size:]
	}
}

// jsonEscape returns what the escape stands for that s begins with, and its
// length, which is zero if it is none. Half a surrogate pair stands for U+FFFD.
func jsonEscape(s string) (char rune, size int) {
	if len(s) < 2 {
		return utf8.RuneError, 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	}
	char, ok := unicodeEscape(s)
	if !ok {
		return utf8.RuneError, 0
	}
	if !utf16.IsSurrogate(char) {
		return char, 6
	}
	if low, ok := unicodeEscape(s[6:]); ok {
		if pair := utf16.DecodeRune(char, low); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}

func unicodeEscape(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	code, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(code), err == nil
}
