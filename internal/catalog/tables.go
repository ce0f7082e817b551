package catalog

import (
	_ "embed" // for the tables
	"iter"
	"sort"
)

// The sections of catalog.bin.
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
const (
	servicesSection = iota
	actionsSection
	typesSection
	keysSection
	templatesSection
	keySetsSection
	keyItemsSection
	typeSetsSection
	typeItemsSection
	rcpSection
	foreignSection
	dependentsSection
	dependentItemsSection
)

// Sizes of the records in bytes.
const (
	serviceSize   = 12
	actionSize    = 9
	typeSize      = 8
	keySize       = 9
	foreignSize   = 6
	dependentSize = 4
	indexSize     = 2 // of the sections that have nothing but one u16
)

//go:embed catalog.bin
var embeddedTables file

func serviceCount() int { return tables.count(servicesSection, serviceSize) - 1 }
func actionCount() int  { return tables.count(actionsSection, actionSize) }
func typeCount() int    { return tables.count(typesSection, typeSize) }
func keyCount() int     { return tables.count(keysSection, keySize) }

// dependingCount is how many actions have dependent ones.
func dependingCount() int { return tables.count(dependentsSection, dependentSize) - 1 }

func (s Service) at() int      { return tables.at(servicesSection, serviceSize, int(s.index)) }
func (a Action) at() int       { return tables.at(actionsSection, actionSize, int(a.index)) }
func (r ResourceType) at() int { return tables.at(typesSection, typeSize, int(r.index)) }
func (k Key) at() int          { return tables.at(keysSection, keySize, int(k.index)) }

// item reads a u16 of a section that has nothing else.
func item(section, index int) uint16 { return uint16(tables.u16(tables.at(section, indexSize, index))) }

// actions is the range of the service's actions.
func (s Service) actions() (first, end int) {
	at := s.at()
	return tables.u16(at + 8), tables.u16(at + serviceSize + 8)
}

// local is the action's name without the prefix of its service.
func (a Action) local(prefix string) string { return a.Name()[len(prefix)+1:] }

// owner finds the service whose range holds an index. The field is where a
// service record keeps the first index of the range.
func owner(index, field int) Service {
	services := tables.start(servicesSection) + field
	after := sort.Search(serviceCount(), func(i int) bool { return tables.u16(services+serviceSize*i) > index })
	return Service{index: uint16(after - 1)}
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
