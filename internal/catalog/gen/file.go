package gen

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
)

// headerSize is the size of what stands before the texts, in bytes.
const headerSize = 256

// assemble makes a file of tables, which package catalog describes. The older
// origin may be empty.
func assemble(table string, origin, older catalog.Origin, texts *heap, sections ...[]byte) ([]byte, error) {
	var body []byte // of the header, behind the checksum
	for _, o := range []catalog.Origin{origin, older} {
		for _, text := range []string{o.Package, o.Version, o.Integrity, o.Date} {
			body = binary.LittleEndian.AppendUint32(body, texts.ref(text))
		}
	}
	prefix := binary.LittleEndian.AppendUint32(fmt.Appendf(nil, "%-16s", "iamlint "+table), catalog.Format)
	at := headerSize + texts.texts.Len()
	for _, section := range sections {
		body = binary.LittleEndian.AppendUint32(body, uint32(at))
		at += len(section)
	}
	body = binary.LittleEndian.AppendUint32(body, uint32(at))
	room := headerSize - len(prefix) - sha256.Size - len(body)
	if room < 0 {
		return nil, errors.New("the header is too small for its sections")
	}
	body = append(body, make([]byte, room)...)
	body = append(body, texts.texts.String()...)
	body = append(body, slices.Concat(sections...)...)
	sum := sha256.Sum256(body)
	return slices.Concat(prefix, sum[:], body), texts.err
}
