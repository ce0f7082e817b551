package cli

import (
	"fmt"
	"maps"
	"slices"
)

// rulesHint ends a message about a rule that is like no other.
const rulesHint = "iamlint rules lists what there is"

// suggest is the end of a message about an unknown name: the nearest name there is or, if none is near,
// a hint.
func suggest(name string, names []string, hint string) string {
	best, least := "", max(2, len(name)/3)+1
	for _, candidate := range names {
		if d := distance(name, candidate); d < least {
			best, least = candidate, d
		}
	}
	return meant(best, hint)
}

// among is suggest for a name that is one of a few, all of which it tells when none is near.
func among(name string, names []string) string {
	return suggest(name, names, fmt.Sprintf("have %q", names))
}

// meant is suggest for a name that is found already, or "".
func meant(name, hint string) string {
	if name == "" {
		return fmt.Sprintf(" (%s)", hint)
	}
	return fmt.Sprintf(" (did you mean %q?)", name)
}

// formatNamed is what --format names among some formats.
func formatNamed[Format any](formats map[string]Format, name string) (Format, error) {
	format, ok := formats[name]
	if !ok {
		return format, unknown("format", "format", name, slices.Sorted(maps.Keys(formats)))
	}
	return format, nil
}

// unknown is the error of a flag whose value is none of a few names.
func unknown(flag, what, name string, names []string) error {
	return fmt.Errorf("--%s: unknown %s %q%s", flag, what, name, among(name, names))
}

// distance is how many bytes to insert, remove or replace to make one text of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
