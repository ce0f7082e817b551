package engine

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// builtIns are OPA's functions that sieves know. They are called with as many arguments as OPA wants, all of
// them defined, and give what OPA gives, or nothing for sure.
var builtIns = sync.OnceValue(func() map[string]func(args []value) value {
	return map[string]func(args []value) value{
		"neq":               func(args []value) value { return verdictValue(yes - same(args[0], args[1])) },
		"equal":             func(args []value) value { return verdictValue(same(args[0], args[1])) },
		"gt":                func(args []value) value { return compareInts(args, func(a, b int) bool { return a > b }) },
		"gte":               func(args []value) value { return compareInts(args, func(a, b int) bool { return a >= b }) },
		"lt":                func(args []value) value { return compareInts(args, func(a, b int) bool { return a < b }) },
		"lte":               func(args []value) value { return compareInts(args, func(a, b int) bool { return a <= b }) },
		"plus":              func(args []value) value { return reckon(args, func(a, b int) int { return a + b }) },
		"mul":               func(args []value) value { return reckon(args, func(a, b int) int { return a * b }) },
		"internal.member_2": func(args []value) value { return verdictValue(args[1].holds(args[0])) },
		"startswith":        func(args []value) value { return compareTexts(args[0], args[1], strings.HasPrefix) },
		"endswith":          func(args []value) value { return compareTexts(args[0], args[1], strings.HasSuffix) },
		"contains":          func(args []value) value { return compareTexts(args[0], args[1], strings.Contains) },
		"lower":             func(args []value) value { return lowerOf(args[0]) },
		"split":             func(args []value) value { return splitOf(args[0], args[1]) },
		"regex.replace":     replaced,
		"array.concat":      func(args []value) value { return joined(args[0], args[1]) },
		"array.reverse":     func(args []value) value { return reversed(args[0]) },
		"count":             func(args []value) value { return countOf(args[0]) },
		"sum":               func(args []value) value { return sumOf(args[0]) },
		"sort":              func(args []value) value { return sorted(args[0]) },
	}
})

func compareInts(args []value, holds func(a, b int) bool) value {
	if args[0].kind != intValue || args[1].kind != intValue {
		return value{kind: unknown}
	}
	return truthOf(holds(args[0].n, args[1].n))
}

// reckon does sums of small numbers.
func reckon(args []value, sum func(a, b int) int) value {
	const small = 1 << 30
	for _, v := range args {
		if v.kind != intValue || v.n < -small || v.n > small {
			return value{kind: unknown}
		}
	}
	return intOf(sum(args[0].n, args[1].n))
}

// compareTexts applies a function of two texts.
func compareTexts(a, b value, holds func(string, string) bool) value {
	if a.kind != textValue || b.kind != textValue {
		return value{kind: unknown}
	}
	return truthOf(holds(a.text, b.text))
}

// joined is two lists as one.
func joined(a, b value) value {
	var both []value
	for _, v := range []value{a, b} {
		if v.kind != listValue && (v.kind != modelValue || v.shape.form != list) {
			return value{kind: unknown}
		}
		v.each(func(_, item value) bool {
			both = append(both, item)
			return true
		})
	}
	return value{kind: listValue, many: &many{items: both}}
}

func lowerOf(v value) value {
	if v.kind != textValue {
		return value{kind: unknown}
	}
	return textOf(strings.ToLower(v.text))
}

func listOf(items []value) value { return value{kind: listValue, many: &many{items: items}} }

func splitOf(v, by value) value {
	if v.kind != textValue || by.kind != textValue {
		return value{kind: unknown}
	}
	var items []value
	for part := range strings.SplitSeq(v.text, by.text) {
		items = append(items, textOf(part))
	}
	return listOf(items)
}

// patterns are the regular expressions of rules, of which there are few.
var patterns sync.Map

func replaced(args []value) value {
	for _, v := range args {
		if v.kind != textValue {
			return value{kind: unknown}
		}
	}
	pattern, met := patterns.Load(args[1].text)
	if !met {
		compiled, err := regexp.Compile(args[1].text)
		if err != nil {
			return value{kind: unknown}
		}
		pattern, _ = patterns.LoadOrStore(args[1].text, compiled)
	}
	return textOf(pattern.(*regexp.Regexp).ReplaceAllString(args[0].text, args[2].text))
}

func reversed(v value) value {
	all := joined(v, listOf(nil))
	if all.kind == listValue {
		slices.Reverse(all.many.items)
	}
	return all
}

func countOf(v value) value {
	if n := v.count(); n >= 0 {
		return intOf(n)
	}
	return value{kind: unknown}
}

// sumOf adds up small numbers.
func sumOf(v value) value {
	if v.kind != listValue {
		return value{kind: unknown}
	}
	sum := intOf(0)
	for _, item := range v.many.items {
		if sum = reckon([]value{sum, item}, func(a, b int) int { return a + b }); sum.kind == unknown {
			break
		}
	}
	return sum
}

// sorted leaves what has one item or none as it is.
func sorted(v value) value {
	if v.kind != listValue && v.kind != setValue || len(v.many.items) > 1 {
		return value{kind: unknown}
	}
	return listOf(v.many.items)
}
