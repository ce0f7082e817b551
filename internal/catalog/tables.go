package catalog

import (
	_ "embed" // for the tables
	"iter"
	"sort"
)

// The tables, little-endian, one after another. Offsets and counts are constants
// that the generator writes (tables_gen.go) together with the file. A text is four bytes:
// offset in the heap << 10 | length.
//
//	services    prefix text, name text, first action u16, first resource type u16;
//	            in order of prefix; one record more ends the last one's ranges
//	actions     name text, class u8, key set u16, type set u16; in order of lower-case name within the service;
//	            class = level | scoping << 3 | scoping before overrides << 5
//	types       name text, ARN text; in order of lower-case name within the service
//	keys        name text, type text, global u8; in order of lower-case name
//	templates   key u16; the keys with a placeholder, that with the longest fixed text first
//	key sets    first item u16; one more ends the last
//	key items   key u16
//	type sets   first item u16; one more ends the last
//	type items  resource type u16
//	rcp         service u16, in order
//	foreign     prefix text, service u16: whose condition keys have another prefix; in order of lower-case prefix
//	dependents  action u16, first item u16, in order of actions; one more ends the last
//	dependent items  action u16
//	heap        the texts
//
//go:embed catalog.bin
var tables string

// Sizes of the records in bytes.
const (
	serviceSize = 12
	actionSize  = 9
	typeSize    = 8
	keySize     = 9
	foreignSize = 6
)

func (s Service) at() int      { return servicesAt + serviceSize*int(s.index) }
func (a Action) at() int       { return actionsAt + actionSize*int(a.index) }
func (r ResourceType) at() int { return typesAt + typeSize*int(r.index) }
func (k Key) at() int          { return keysAt + keySize*int(k.index) }

// actions is the range of the service's actions.
func (s Service) actions() (first, end int) {
	return u16(s.at() + 8), u16(s.at() + serviceSize + 8)
}

// local is the action's name without the prefix of its service.
func (a Action) local(prefix string) string { return a.Name()[len(prefix)+1:] }

// owner finds the service whose range holds an index. The field is where a
// service record keeps the first index of the range.
func owner(index, field int) Service {
	after := sort.Search(serviceCount, func(i int) bool { return u16(servicesAt+serviceSize*i+field) > index })
	return Service{index: uint16(after - 1)}
}

func u16(at int) int { return int(tables[at]) | int(tables[at+1])<<8 }

// text reads the text whose reference stands at an offset.
func text(at int) string {
	ref := u16(at) | u16(at+2)<<16
	from := heapAt + ref>>10
	return tables[from : from+ref&1023]
}

// span yields the handles of the indexes from first up to, and without, end.
func span[T any](first, end int, handle func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := first; i < end; i++ {
			if !yield(handle(i)) {
				return
			}
		}
	}
}
