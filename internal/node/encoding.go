package node

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxSize keeps byte offsets within 32 bits, also after UTF-16 has grown.
const maxSize = 1 << 30

const saveAsUTF8 = "save the file as UTF-8"

// decode turns the bytes of a file into UTF-8 without byte order mark, or says
// what the problem is and at which byte.
func decode(content []byte) (decoded, problem string, offset int) {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(content, []byte("\x00\x00\xfe\xff")):
		return "", "UTF-32 is not supported: " + saveAsUTF8, 0
	case bytes.HasPrefix(content, []byte("\xff\xfe")):
		return decodeUTF16(content[2:], binary.LittleEndian)
	case bytes.HasPrefix(content, []byte("\xfe\xff")):
		return decodeUTF16(content[2:], binary.BigEndian)
	case len(content) >= 4 && (content[0] == 0) != (content[1] == 0) && (content[0] == 0) == (content[2] == 0) && (content[1] == 0) == (content[3] == 0):
		return "", "UTF-16 without byte order mark: " + saveAsUTF8, 0
	}
	if !utf8.Valid(content) {
		offset = invalidAt(content)
		return "", fmt.Sprintf("byte 0x%02X is not valid UTF-8: %s", content[offset], saveAsUTF8), offset
	}
	return withoutMark(string(content)), "", 0
}

// withoutMark drops byte order marks. The YAML library doesn't count one at the
// very beginning, so that none may be left there.
func withoutMark(decoded string) string { return strings.TrimLeft(decoded, "\ufeff") }

func invalidAt(content []byte) int {
	offset := 0
	for offset < len(content) {
		r, size := utf8.DecodeRune(content[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	return offset
}

// decodeUTF16 reads what PowerShell and the AWS CLI on Windows write. Half a
// surrogate pair becomes U+FFFD, as everywhere in Go.
func decodeUTF16(content []byte, order binary.ByteOrder) (decoded, problem string, offset int) {
	if len(content)%2 != 0 {
		return "", "UTF-16 with half a character at its end: " + saveAsUTF8, 0
	}
	var b strings.Builder
	b.Grow(len(content)/2 + len(content)/16)
	for len(content) > 0 {
		r := rune(order.Uint16(content))
		content = content[2:]
		if utf16.IsSurrogate(r) {
			pair := utf8.RuneError
			if len(content) > 0 {
				pair = utf16.DecodeRune(r, rune(order.Uint16(content)))
			}
			if pair != utf8.RuneError {
				content = content[2:]
			}
			r = pair
		}
		b.WriteRune(r)
	}
	return withoutMark(b.String()), "", 0
}
