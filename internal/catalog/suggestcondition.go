package catalog

import (
	"iter"
	"slices"
	"strings"
)

// SuggestOperator returns the condition operator that was probably meant, without
// set prefix and IfExists, or "" where nothing is really near.
func SuggestOperator(name string) string {
	if operator, ok := FindOperator(name); ok {
		return operator.Name()
	}
	return Nearest(name, each(Operators(), Operator.Name))
}

// formerKeys are condition keys that AWS replaced.
var formerKeys = [...]alias{
	{"aws:arn", "aws:PrincipalArn"},
	{"aws:principalorg", "aws:PrincipalOrgID"},
	{"aws:principalorgpath", "aws:PrincipalOrgPaths"},
	{"aws:principaltype/", "aws:PrincipalType"},
	{"aws:region", "aws:RequestedRegion"},
	{"aws:requestregion", "aws:RequestedRegion"},
	{"aws:sourcevpcendpoint", "aws:SourceVpce"},
	{"aws:vpce", "aws:SourceVpce"},
}

// SuggestKey returns the condition key that was probably meant by a name that
// FindKey does not find: what AWS calls it today, the key with its tag where the
// tag is missing ("aws:ResourceTag/${TagKey}"), or the only one of the same prefix
// that is a slip of the pen away. It returns "" where nothing is really near.
func SuggestKey(name string) string {
	if known, ok := lookup(formerKeys[:], name); ok {
		return known
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		return ""
	}
	bare := strings.TrimRight(local, "/")
	found, plain := "", []string{}
	for key := range keysOf(prefix) {
		rest := key[len(prefix)+1:]
		if before, _, templated := strings.Cut(rest, "/$"); templated && compareFold(before, bare) == 0 {
			found = key
		}
		if !strings.ContainsAny(rest, "$<") {
			plain = append(plain, rest)
		}
	}
	meant := Nearest(local, slices.Values(plain))
	switch {
	case found != "":
		return found
	case meant != "":
		return strings.ToLower(prefix) + ":" + meant
	}
	return ""
}

// keysOf yields the names of the keys with a prefix, in any case.
func keysOf(prefix string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range keyCount() {
			name := Key{index: uint16(i)}.Name()
			if own, _, _ := strings.Cut(name, ":"); compareFold(own, prefix) == 0 && !yield(name) {
				return
			}
		}
	}
}
