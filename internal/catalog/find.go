package catalog

import (
	"cmp"
	"sort"
	"strings"
)

// FindService finds a service by its prefix, in any case.
func FindService(prefix string) (Service, bool) {
	i, ok := sort.Find(serviceCount(), func(i int) int {
		return compareFold(prefix, Service{index: uint16(i)}.Prefix())
	})
	return Service{index: uint16(i)}, ok
}

// FindAction finds an action by its whole name, such as "s3:GetObject", in any case.
func FindAction(name string) (Action, bool) {
	prefix, local, _ := strings.Cut(name, ":")
	service, ok := FindService(prefix)
	if !ok {
		return Action{}, false
	}
	return service.find(local)
}

func (s Service) find(local string) (Action, bool) {
	prefix := s.Prefix()
	first, end := s.actions()
	i, ok := sort.Find(end-first, func(i int) int {
		return compareFold(local, Action{index: uint16(first + i)}.local(prefix))
	})
	return Action{index: uint16(first + i)}, ok
}

// FindKey finds a global or a service's condition key by name, in any case.
// Where the documented name has a placeholder, any text that is not empty may
// stand in its place: "aws:ResourceTag/team" finds "aws:ResourceTag/${TagKey}".
// Of several such keys the one with the longest fixed text is meant. The claims
// of identity providers are known for some providers only: the keys sub and aud
// of any other host are valid and not found here.
func FindKey(name string) (Key, bool) {
	i, ok := sort.Find(keyCount(), func(i int) int {
		return compareFold(name, Key{index: uint16(i)}.Name())
	})
	if ok {
		return Key{index: uint16(i)}, true
	}
	for t := range tables.count(templatesSection, indexSize) {
		key := Key{index: item(templatesSection, t)}
		if instance(key.Name(), name) {
			return key, true
		}
	}
	return Key{}, false
}

// instance tells whether a name is the template with its one placeholder,
// ${Name} or <name>, filled in. The generator refuses templates with two.
func instance(template, name string) bool {
	i := 0
	for template[i] != '$' && template[i] != '<' {
		if i == len(name) || lower(template[i]) != lower(name[i]) {
			return false
		}
		i++
	}
	after := template[strings.IndexAny(template, "}>")+1:]
	return len(name) > i+len(after) && compareFold(name[len(name)-len(after):], after) == 0
}

// compareFold orders texts by their ASCII lower case. Letters beyond ASCII are
// themselves: the Kelvin sign is no k, to IAM neither.
func compareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		if x, y := lower(a[i]), lower(b[i]); x != y {
			return cmp.Compare(x, y)
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}
