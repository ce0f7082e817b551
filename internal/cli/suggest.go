package cli

import (
	"fmt"
	"maps"
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
)

// rulesHint ends a message about a rule that is like no other.
const rulesHint = "iamlint rules lists what there is"

// suggest is the end of a message about an unknown name: the nearest name there is or, if none is near,
// a hint.
func suggest(name string, names []string, hint string) string {
	return meant(catalog.Nearest(name, slices.Values(names)), hint)
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
