package gen_test

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

// folded is what the tables say, a line for each record.
type folded struct {
	Services, Actions, Types, Keys, Templates []string
	RCP, Foreign, Dependents                  []string
}

// reader reads tables as package catalog does, but by knowledge of its own.
type reader struct {
	tables    []byte
	at, count map[string]int // of the sections: where they begin, how many records they have
}

// section is a section with the size of its records.
type section struct {
	name string
	size int
}

func (r reader) u16(at int) int { return int(binary.LittleEndian.Uint16(r.tables[at:])) }

func (r reader) text(at int) string {
	ref := int(binary.LittleEndian.Uint32(r.tables[at:]))
	from := 256 + ref>>10
	return string(r.tables[from : from+ref&1023])
}

// set reads the names of the members of a set.
func (r reader) set(kind, members string, size, number int) []string {
	names := []string{}
	at := r.at[kind+"Sets"] + 2*number
	for i := r.u16(at); i < r.u16(at+2); i++ {
		names = append(names, r.text(r.at[members]+size*r.u16(r.at[kind+"Items"]+2*i)))
	}
	return names
}

// readerOf reads the header of a file with these sections, and refuses a file whose checksum is wrong.
func readerOf(t *testing.T, tables []byte, table string, sections []section) reader {
	t.Helper()
	r := reader{tables: tables, at: map[string]int{}, count: map[string]int{}}
	if got, want := string(tables[:20]), fmt.Sprintf("%-16s\x01\x00\x00\x00", "iamlint "+table); got != want {
		t.Fatalf("the file begins with %q, want %q", got, want)
	}
	if got, want := [32]byte(tables[20:52]), sha256.Sum256(tables[52:]); got != want {
		t.Fatalf("checksum is %x, want %x", got, want)
	}
	for i, s := range sections {
		r.at[s.name] = r.u32(84 + 4*i)
		r.count[s.name] = (r.u32(88+4*i) - r.at[s.name]) / s.size
	}
	if got := r.u32(84 + 4*len(sections)); got != len(tables) {
		t.Fatalf("the last section ends at %d of %d", got, len(tables))
	}
	return r
}

// catalogSections are the sections of the tables of services and actions.
var catalogSections = []section{
	{"services", 12},
	{"actions", 9},
	{"types", 8},
	{"keys", 9},
	{"templates", 2},
	{"keySets", 2},
	{"keyItems", 2},
	{"typeSets", 2},
	{"typeItems", 2},
	{"rcp", 2},
	{"foreign", 6},
	{"dependents", 4},
	{"dependentItems", 2},
}

func unfold(t *testing.T, tables []byte) folded {
	t.Helper()
	r := readerOf(t, tables, "catalog", catalogSections)
	var f folded
	for i := range r.count["services"] {
		at := r.at["services"] + 12*i
		f.Services = append(f.Services, fmt.Sprint(r.text(at), " ", r.text(at+4), " ", r.u16(at+8), " ", r.u16(at+10)))
	}
	for i := range r.count["actions"] {
		at := r.at["actions"] + 9*i
		class := tables[at+4]
		f.Actions = append(f.Actions, fmt.Sprint(r.text(at), " ",
			catalog.Level(class&7), " ", catalog.Scoping(class>>3&3), " ", catalog.Scoping(class>>5), " ",
			r.set("key", "keys", 9, r.u16(at+5)), " ", r.set("type", "types", 8, r.u16(at+7))))
	}
	for i := range r.count["types"] {
		at := r.at["types"] + 8*i
		f.Types = append(f.Types, r.text(at)+" "+r.text(at+4))
	}
	for i := range r.count["keys"] {
		at := r.at["keys"] + 9*i
		f.Keys = append(f.Keys, fmt.Sprint(r.text(at), " ", r.text(at+4), " ", tables[at+8]))
	}
	for i := range r.count["templates"] {
		f.Templates = append(f.Templates, r.text(r.at["keys"]+9*r.u16(r.at["templates"]+2*i)))
	}
	r.unfoldExtras(&f)
	return f
}

func (r reader) unfoldExtras(f *folded) {
	service := func(at int) string { return r.text(r.at["services"] + 12*r.u16(at)) }
	action := func(at int) string { return r.text(r.at["actions"] + 9*r.u16(at)) }
	for i := range r.count["rcp"] {
		f.RCP = append(f.RCP, service(r.at["rcp"]+2*i))
	}
	for i := range r.count["foreign"] {
		at := r.at["foreign"] + 6*i
		f.Foreign = append(f.Foreign, r.text(at)+" "+service(at+4))
	}
	for i := range r.count["dependents"] - 1 {
		at := r.at["dependents"] + 4*i
		line := action(at)
		for j := r.u16(at + 2); j < r.u16(at+6); j++ {
			line += " " + action(r.at["dependentItems"]+2*j)
		}
		f.Dependents = append(f.Dependents, line)
	}
}
