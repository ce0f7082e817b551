package catalog

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// Format is the number of the form in which the files are written. It grows when
// an older iamlint could not read them any more, or would misunderstand them.
const Format = 1

// file is one file of tables, all numbers in it little-endian. A text is four
// bytes: offset in the heap << 10 | length.
//
//	magic     "iamlint", a space and the name of the file without .bin, filled up with spaces to 16 bytes
//	format    u32, which is Format
//	sum       the SHA-256 of everything that follows, 32 bytes
//	origins   of two sources, the second of which may be empty: package, version, integrity and date, texts
//	sections  where each section begins, u32; one more ends the last; zeros up to byte 256
//	heap      the texts
//	          the sections, one after another
//
// The heap comes first so that its place is the same in every file and need not be
// looked up for each text. What a file says is checked once, by Use, and never
// when it is read.
type file string

// Where the parts of the header and the heap begin.
const (
	formatAt   = 16
	sumAt      = 20
	originsAt  = 52
	originSize = 16
	sectionsAt = originsAt + 2*originSize
	heapAt     = 256
)

func (f file) u16(at int) int { return int(f[at]) | int(f[at+1])<<8 }

func (f file) u32(at int) int { return f.u16(at) | f.u16(at+2)<<16 }

// start is where a section begins.
func (f file) start(section int) int { return f.u32(sectionsAt + 4*section) }

// at is where a record of so many bytes begins in a section.
func (f file) at(section, size, index int) int { return f.start(section) + size*index }

// count is how many records of so many bytes a section has.
func (f file) count(section, size int) int { return (f.start(section+1) - f.start(section)) / size }

// text reads the text whose reference stands at an offset.
func (f file) text(at int) string {
	ref := f.u32(at)
	from := heapAt + ref>>10
	return string(f[from : from+ref&1023])
}

// origin is what the header says of one of the two sources.
func (f file) origin(source int) Origin {
	at := originsAt + originSize*source
	return Origin{Package: f.text(at), Version: f.text(at + 4), Integrity: f.text(at + 8), Date: f.text(at + 12)}
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
