package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// fresh stands in a request for a text that nobody has named, so that no name of the template can be it.
const fresh = "\uE007"

// What a name of the template may be: the characters that stand for what nobody has named are not in it, nor are wildcards in one that is
// known to have none.
const (
	notFresh   = "[^\uE004-\uE007]"
	notFreshID = "[^\uE004-\uE007*?]"
)

// renamed replaces the characters of a text that are in no pattern by fresh.
func renamed(text string, patterns []string) string {
	return strings.Map(func(r rune) rune {
		if slices.ContainsFunc(patterns, func(p string) bool { return strings.ContainsRune(p, r) }) {
			return r
		}
		return []rune(fresh)[0]
	}, text)
}

// variables are the policy variables of both principals: the keys of the context by what stands between the braces.
func (c *comparison) variables() map[string]string {
	found := map[string]string{}
	for _, policies := range c.policies() {
		for _, s := range policies.statements {
			for _, r := range slices.Concat(s.Resources, s.NotResources) {
				addVariables(found, r.Value)
			}
			for _, condition := range s.Conditions {
				for _, v := range condition.Values {
					addVariables(found, v)
				}
			}
		}
	}
	return found
}

var variable = regexp.MustCompile(`\$\{([^}]+)\}`)

func addVariables(found map[string]string, v policy.Value) {
	for _, part := range v.Parts {
		if part.Kind != policy.Literal {
			continue
		}
		for _, match := range variable.FindAllStringSubmatch(part.Text, -1) {
			if key, _, _ := strings.Cut(match[1], ","); strings.Contains(key, ":") {
				found[strings.ToLower(match[1])] = strings.ToLower(strings.TrimSpace(key))
			}
		}
	}
}

// filling is what policy variables stand for in a request, by the keys of its context; of those that it does not have, a
// text that is like no other.
type filling map[string]string

func (f filling) value(key string) string {
	if value, ok := f[key]; ok {
		return value
	}
	return symbol(key)
}

// filled are exact patterns with the variables filled in.
func (c *comparison) filled(f filling, patterns ...string) []string {
	all := slices.Clone(patterns)
	for i, text := range all {
		if !symbolic(text) {
			continue
		}
		for name, key := range c.names {
			text = strings.ReplaceAll(text, symbol(name), literal(f.value(key)))
		}
		all[i] = text
	}
	return all
}

// capture is what the variables of an exact pattern have to stand for if it is to match a text; nil if it can't, or has none.
func (c *comparison) capture(pattern, text string) filling {
	if !symbolic(pattern) {
		return nil
	}
	var b strings.Builder
	var keys []string
	b.WriteString("(?s)^")
	for pattern != "" {
		key, rest := c.leading(pattern)
		if key == "" {
			literally(&b, pattern[:len(pattern)-len(rest)])
		} else {
			keys = append(keys, key)
			b.WriteString("(.+?)")
		}
		pattern = rest
	}
	groups := regexp.MustCompile(b.String() + "$").FindStringSubmatch(text)
	if groups == nil || len(keys) == 0 {
		return nil
	}
	f := filling{}
	for i, key := range keys {
		f[key] = groups[i+1]
	}
	return f
}

// leading is the key of the variable that a pattern begins with, or "", and what comes after that or the first character.
func (c *comparison) leading(pattern string) (key, rest string) {
	for name, key := range c.names {
		if after, ok := strings.CutPrefix(pattern, symbol(name)); ok {
			return key, after
		}
	}
	_, rest = pattern[:1], pattern[1:]
	for rest != "" && rest[0]&0xC0 == 0x80 {
		rest = rest[1:]
	}
	return "", rest
}
