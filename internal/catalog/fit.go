package catalog

import (
	"iter"
	"slices"
	"strings"
)

// FitARN yields the resource types that a resource of a policy names, in the
// order of their services: those of whose ARNs the pattern matches some. "*"
// names every type; missing fields of an ARN are * too, as IAM has it. Case counts.
//
// Fields are compared one by one, which is what the author meant: of
// arn:aws:iam::*:role/* only types with role/ are yielded, although IAM lets the
// * of the account run on past the colon. So this tells what a resource is, not
// all that it may reach.
//
// A placeholder of a type's format stands for one or more characters. If it ends
// the format, and the format of another type goes on there with a slash, it
// stands for text without a slash, so that bucket/key is no bucket.
func FitARN(pattern string) iter.Seq[ResourceType] {
	return func(yield func(ResourceType) bool) {
		fields, ok := fieldsBehindPartition(pattern)
		if !ok {
			return
		}
		f := fitting{pattern: fields, resource: behindColons(fields, 3), places: make([]bool, len(fields)+1)}
		open := fields == "*:*:*:*"
		for i := range typeCount() {
			kind := ResourceType{index: uint16(i)}
			format := strings.TrimPrefix(kind.ARN(), "arn:${Partition}:")
			fits := open || f.meets(format, "") && (f.meets(format, "/") || !continued(kind.ARN()))
			if fits && !yield(kind) {
				return
			}
		}
	}
}

// fieldsBehindPartition is service:region:account:resource of a pattern, of which
// what is missing is *. Which partition it is does not matter: all have the same formats.
func fieldsBehindPartition(pattern string) (string, bool) {
	fields, ok := strings.CutPrefix(pattern, "arn:")
	if !ok {
		return "*:*:*:*", pattern != "" && strings.Trim(pattern, "*") == ""
	}
	if rest, found := strings.CutPrefix(fields, "${AWS::Partition}"); found {
		fields = "aws" + rest
	}
	partition, fields, _ := strings.Cut(fields, ":")
	if fields == "" {
		fields = "*"
	}
	for strings.Count(fields, ":") < 3 {
		fields += ":*"
	}
	return fields, partition != ""
}

// behindColons is where a text goes on behind so many colons, which it has.
func behindColons(text string, colons int) int {
	at := 0
	for range colons {
		at += strings.IndexByte(text[at:], ':') + 1
	}
	return at
}

// continued tells whether a type has a format with a slash and more behind it.
func continued(format string) bool {
	for i := range typeCount() {
		longer := ResourceType{index: uint16(i)}.ARN()
		if len(longer) > len(format) && longer[len(format)] == '/' && longer[:len(format)] == format {
			return true
		}
	}
	return false
}

// fitting walks a pattern along texts that it may match.
type fitting struct {
	pattern  string
	resource int    // where in the pattern the last field begins, in which wildcards match colons
	places   []bool // where in the pattern a match may stand
}

// meets tells whether the pattern matches some text of the format. If a
// placeholder ends the format, it stands for text without the characters of shut.
func (f fitting) meets(format, shut string) bool {
	clear(f.places)
	f.places[0] = true
	f.skipStars()
	colons := 0
	for i := 0; i < len(format) && slices.Contains(f.places, true); i++ {
		if format[i] != '$' {
			if format[i] == ':' {
				colons++
			}
			f.take(format[i])
			continue
		}
		i += strings.IndexByte(format[i:], '}')
		without := ""
		switch {
		case colons < 3: // service:region:account:resource
			without = ":"
		case i == len(format)-1:
			without = shut
		}
		f.takeRun(without)
	}
	return f.places[len(f.pattern)]
}

// take moves every place past one character.
func (f fitting) take(c byte) {
	for p := len(f.pattern); p >= 0; p-- {
		now := f.places[p] && f.star(p) && f.wild(p, c)
		if p > 0 && f.places[p-1] {
			now = now || f.pattern[p-1] == c || f.pattern[p-1] == '?' && f.wild(p-1, c)
		}
		f.places[p] = now
	}
	f.skipStars()
}

// wild tells whether a wildcard at a place matches a character.
func (f fitting) wild(p int, c byte) bool { return c != ':' || p >= f.resource }

// takeRun moves every place past one or more characters other than those of without.
func (f fitting) takeRun(without string) {
	before, reached := false, false // whether a match stood, and can stand now, one place earlier
	for p := range f.places {
		here := f.places[p]
		now := f.star(p) && here
		if p > 0 && f.star(p-1) {
			now = now || reached
		} else if p > 0 && strings.IndexByte(without, f.pattern[p-1]) < 0 {
			now = now || before || reached
		}
		f.places[p] = now
		before, reached = here, now
	}
}

// skipStars lets a match that stands at a * stand behind it too.
func (f fitting) skipStars() {
	for p := range len(f.pattern) {
		if f.places[p] && f.star(p) {
			f.places[p+1] = true
		}
	}
}

func (f fitting) star(p int) bool { return p < len(f.pattern) && f.pattern[p] == '*' }
