package catalog

import (
	"iter"
	"slices"
	"strings"
)

// SuggestService returns the prefix that was probably meant: the documented
// spelling of a known one, the service that AWS's SDKs or its display name
// call so ("stepfunctions" is states), or the only one that is a slip of the
// pen away ("dyanmodb"). It returns "" where nothing is really near.
func SuggestService(prefix string) string {
	if service, ok := FindService(prefix); ok {
		return service.Prefix()
	}
	if known, ok := lookup(sdkNames[:], prefix); ok {
		return known
	}
	if known := displayed(prefix); known != "" {
		return known
	}
	return Nearest(prefix, each(Services(), Service.Prefix))
}

// SuggestAction returns the action that was probably meant by a whole name: the
// documented spelling of a known one, the action that allows an API operation
// of that name ("s3:HeadBucket" needs s3:ListBucket), or the only one of the
// service that is a slip of the pen away. The service may be misspelt too. It
// returns "" where nothing is really near.
func SuggestAction(name string) string {
	if known, ok := lookup(operations[:], name); ok {
		return known
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return ""
	}
	service, ok := FindService(SuggestService(prefix))
	if !ok {
		return ""
	}
	if action, known := service.find(local); known {
		return action.Name()
	}
	prefix = service.Prefix()
	found := Nearest(local, each(service.Actions(), func(a Action) string { return a.local(prefix) }))
	if found == "" {
		return ""
	}
	return prefix + ":" + found
}

// lookup finds the alias of a name, in any case.
func lookup(table []alias, name string) (string, bool) {
	i, ok := slices.BinarySearchFunc(table, name, func(a alias, name string) int {
		return compareFold(a.name, name)
	})
	if !ok {
		return "", false
	}
	return table[i].meant, true
}

// displayed finds the only service whose display name, without the vendor,
// spaces and hyphens, is the given name: "eventbridge" is Amazon EventBridge.
func displayed(name string) string {
	name = squeeze(name)
	found := ""
	for service := range Services() {
		_, product, _ := strings.Cut(service.Name(), " ")
		if squeeze(product) != name || name == "" {
			continue
		}
		if found != "" {
			return ""
		}
		found = service.Prefix()
	}
	return found
}

func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '_':
			return -1
		case r < 0x80:
			return rune(lower(byte(r)))
		}
		return r
	}, name)
}

// Nearest returns the only candidate that is a slip of the pen or two away from a
// name, case aside, or "" where none is really near or two are equally so.
func Nearest(name string, candidates iter.Seq[string]) string {
	found, best := "", slips(len(name))+1
	rows := [3][]int{make([]int, len(name)+1), make([]int, len(name)+1), make([]int, len(name)+1)}
	for candidate := range candidates {
		if d := len(candidate) - len(name); d > best || -d > best {
			continue
		}
		switch d := distance(candidate, name, rows); {
		case d < best:
			found, best = candidate, d
		case d == best:
			found = ""
		}
	}
	return found
}

// each yields the names of things.
func each[Thing any](things iter.Seq[Thing], name func(Thing) string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for thing := range things {
			if !yield(name(thing)) {
				return
			}
		}
	}
}

// slips is how many slips of the pen are likely in a name of so many characters.
func slips(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 6:
		return 1
	}
	return 2
}

// distance is the number of characters to insert, drop, change or swap with
// their neighbour to make b of a, case aside (optimal string alignment). The
// rows are working space, each of one number more than b has bytes.
func distance(a, b string, rows [3][]int) int {
	before, above, row := rows[0], rows[1], rows[2]
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			x, y := lower(a[i-1]), lower(b[j-1])
			cost := 1
			if x == y {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && x == lower(b[j-2]) && y == lower(a[i-2]) {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
