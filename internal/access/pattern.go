package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// A policy pattern is text in which three kinds of things stand for text that is not there: wildcards, policy
// variables, and values of the template. What may match is asked with the last two as *, and what surely
// matches with each of them as a symbol: a run of private-use characters, the same for the same name, that no ARN
// holds and no literal matches, so that ${Bucket}/* covers ${Bucket}/a and nothing else.
const (
	symbolStart = '\uE000'
	symbolEnd   = '\uE001'
	// symbolShift moves the characters of a name to a private plane, where no other text is.
	symbolShift = 0xF0000

	// literalStar and literalMark are ${*} and ${?}, which stand for themselves, as do * and ? in a request.
	literalStar = "\uE002"
	literalMark = "\uE003"
)

// reading says how a pattern is read.
type reading struct {
	variables bool // ${aws:username} is a variable: the document is of version 2012-10-17
	arn       bool // missing fields are *
}

// readingOf is how the resources of a document are read. Without a version it is of 2008-10-17, to which ${} is text:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html. A version that is not
// known may be any.
func readingOf(d *policy.Document) reading {
	return reading{variables: newVersion(d), arn: true}
}

func newVersion(d *policy.Document) bool {
	if d.Version == nil {
		return false
	}
	text, known := d.Version.Literal()
	return !known || text == "2012-10-17"
}

// wide is a pattern of all that a value may come to match.
func (r reading) wide(v policy.Value) string { return r.pattern(v, func(string) string { return "*" }) }

// exact is a pattern of what a value surely matches, with symbols for what is not known.
func (r reading) exact(v policy.Value) string { return r.pattern(v, symbol) }

func (r reading) pattern(v policy.Value, unknown func(name string) string) string {
	var b strings.Builder
	for _, p := range v.Parts {
		switch {
		case p.Kind != policy.Literal:
			b.WriteString(unknown(p.Text))
		case r.variables:
			fillIn(&b, p.Text, unknown)
		default:
			b.WriteString(p.Text)
		}
	}
	if r.arn {
		return completed(b.String())
	}
	return b.String()
}

// fillIn writes a text with each policy variable replaced.
func fillIn(b *strings.Builder, text string, unknown func(name string) string) {
	for {
		before, after, ok := strings.Cut(text, "${")
		b.WriteString(before)
		if !ok {
			return
		}
		name, rest, closed := strings.Cut(after, "}")
		if !closed {
			b.WriteString("${" + after)
			return
		}
		switch name {
		case "*":
			b.WriteString(literalStar)
		case "?":
			b.WriteString(literalMark)
		case "$":
			b.WriteString("$")
		default:
			b.WriteString(unknown(strings.ToLower(name)))
		}
		text = rest
	}
}

// symbol stands for the one text that a name has.
func symbol(name string) string {
	moved := []rune{symbolStart}
	for _, c := range name {
		moved = append(moved, symbolShift+c%0xFFFE)
	}
	return string(append(moved, symbolEnd))
}

func symbolic(pattern string) bool { return strings.ContainsRune(pattern, symbolStart) }

// completed adds the fields that an ARN lacks, which IAM takes for *. One with wildcards may have them in these, so that
// it is left as it is:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html.
func completed(pattern string) string {
	if !strings.HasPrefix(pattern, "arn:") || glob.HasWildcard(pattern) {
		return pattern
	}
	for n := strings.Count(pattern, ":"); n < 5; n++ {
		pattern += ":*"
	}
	return pattern
}

// covered tells whether some patterns surely match all that one matches. A ? takes one character, and how many
// a symbol stands for is not known, so that patterns with ? say nothing about symbols.
func covered(pattern string, by []string) bool {
	if symbolic(pattern) {
		by = slices.DeleteFunc(slices.Clone(by), func(b string) bool { return strings.Contains(b, "?") && b != pattern })
	}
	_, answer := glob.Witness([]string{pattern}, by)
	return answer == glob.None
}

// identified is a pattern like wide in which the name of a resource of the template is a symbol: two resources of a
// template are never one. ok is false if there is none in it, or if it is no ARN whose other fields are plain.
func (r reading) identified(v policy.Value) (pattern string, ok bool) {
	if len(v.Parts) == 0 || !strings.HasPrefix(v.Parts[0].Text, "arn:") {
		return "", false
	}
	var named []string
	for _, p := range v.Parts {
		if p.Kind == policy.Opaque && p.Parameter == "" && !strings.ContainsAny(p.Text, ".: ") {
			named = append(named, p.Text)
		}
	}
	pattern = r.pattern(v, func(name string) string {
		if slices.Contains(named, name) {
			return symbol(name)
		}
		return "*"
	})
	return pattern, len(named) > 0
}
