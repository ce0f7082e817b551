package gen_test

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

// folded is what the tables say, a line for each record.
type folded struct {
	Services, Actions, Types, Keys, Templates []string
	RCP, Foreign, Dependents                  []string
}

// reader reads tables as package catalog does, but with constants of its own.
type reader struct {
	tables []byte
	consts map[string]int
}

func (r reader) u16(at int) int { return int(binary.LittleEndian.Uint16(r.tables[at:])) }

func (r reader) text(at int) string {
	ref := int(binary.LittleEndian.Uint32(r.tables[at:]))
	from := r.consts["heapAt"] + ref>>10
	return string(r.tables[from : from+ref&1023])
}

// set reads the names of the members of a set.
func (r reader) set(kind, members string, size, number int) []string {
	names := []string{}
	at := r.consts[kind+"SetsAt"] + 2*number
	for i := r.u16(at); i < r.u16(at+2); i++ {
		names = append(names, r.text(r.consts[members]+size*r.u16(r.consts[kind+"ItemsAt"]+2*i)))
	}
	return names
}

var constant = regexp.MustCompile(`(?m)^\t(\w+) += (\d+)(?: //.*)?$`)

func readerOf(t *testing.T, tables, constants []byte) reader {
	t.Helper()
	r := reader{tables: tables, consts: map[string]int{}}
	for _, found := range constant.FindAllSubmatch(constants, -1) {
		value, err := strconv.Atoi(string(found[2]))
		if err != nil {
			t.Fatal(err)
		}
		r.consts[string(found[1])] = value
	}
	return r
}

func unfold(t *testing.T, tables, constants []byte) folded {
	t.Helper()
	r := readerOf(t, tables, constants)
	var f folded
	for i := range r.consts["serviceCount"] + 1 {
		at := r.consts["servicesAt"] + 12*i
		f.Services = append(f.Services, fmt.Sprint(r.text(at), " ", r.text(at+4), " ", r.u16(at+8), " ", r.u16(at+10)))
	}
	for i := range r.consts["actionCount"] {
		at := r.consts["actionsAt"] + 9*i
		class := tables[at+4]
		f.Actions = append(f.Actions, fmt.Sprint(r.text(at), " ",
			catalog.Level(class&7), " ", catalog.Scoping(class>>3&3), " ", catalog.Scoping(class>>5), " ",
			r.set("key", "keysAt", 9, r.u16(at+5)), " ", r.set("type", "typesAt", 8, r.u16(at+7))))
	}
	for i := range r.consts["typeCount"] {
		at := r.consts["typesAt"] + 8*i
		f.Types = append(f.Types, r.text(at)+" "+r.text(at+4))
	}
	for i := range r.consts["keyCount"] {
		at := r.consts["keysAt"] + 9*i
		f.Keys = append(f.Keys, fmt.Sprint(r.text(at), " ", r.text(at+4), " ", tables[at+8]))
	}
	for i := range r.consts["templateCount"] {
		f.Templates = append(f.Templates, r.text(r.consts["keysAt"]+9*r.u16(r.consts["templatesAt"]+2*i)))
	}
	r.unfoldExtras(&f)
	return f
}

func (r reader) unfoldExtras(f *folded) {
	service := func(at int) string { return r.text(r.consts["servicesAt"] + 12*r.u16(at)) }
	action := func(at int) string { return r.text(r.consts["actionsAt"] + 9*r.u16(at)) }
	for i := range r.consts["rcpCount"] {
		f.RCP = append(f.RCP, service(r.consts["rcpAt"]+2*i))
	}
	for i := range r.consts["foreignCount"] {
		at := r.consts["foreignAt"] + 6*i
		f.Foreign = append(f.Foreign, r.text(at)+" "+service(at+4))
	}
	for i := range r.consts["dependingCount"] {
		at := r.consts["dependentsAt"] + 4*i
		line := action(at)
		for j := r.u16(at + 2); j < r.u16(at+6); j++ {
			line += " " + action(r.consts["dependentItemsAt"]+2*j)
		}
		f.Dependents = append(f.Dependents, line)
	}
}
