package catalog

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// file is an embedded file with an index, texts and compressed blocks, all
// numbers in it little-endian.
type file string

func (f file) u16(at int) int { return int(f[at]) | int(f[at+1])<<8 }

func (f file) u32(at int) int { return f.u16(at) | f.u16(at+2)<<16 }

// text reads the text whose reference (offset in the heap << 10 | length) stands at an offset.
func (f file) text(at, heap int) string {
	ref := f.u32(at)
	from := heap + ref>>10
	return string(f[from : from+ref&1023])
}

// unpack reads a part of a gzip block that begins at an offset: so many bytes
// after the first skip ones.
func (f file) unpack(at, skip, length int) ([]byte, error) {
	r, err := gzip.NewReader(strings.NewReader(string(f[at:])))
	if err != nil {
		return nil, fmt.Errorf("open block: %w", err)
	}
	if _, err := io.CopyN(io.Discard, r, int64(skip)); err != nil {
		return nil, fmt.Errorf("skip to document: %w", err)
	}
	content := make([]byte, length)
	if _, err := io.ReadFull(r, content); err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	return content, nil
}
