package access

import (
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// form says how the text of a value is compared.
type form uint8

const (
	plain   form = iota // wildcards are only themselves
	pattern             // * and ? are wildcards, and fields of an ARN may be missing
	like                // * and ? are wildcards
)

// matches tells whether a value of a policy matches a text, whose wildcards are literal ones. Policy variables are
// filled in from the context; one that has no value matches nothing.
func (q *question) matches(r reading, v policy.Value, text string, f form) truth {
	exact, known := q.fill(r, v, f)
	switch known {
	case yes:
		return truthOf(glob.Match(shaped(exact, f), text))
	case no:
		return no
	default:
		if glob.Match(shaped(exact, f), text) {
			return known
		}
		return no
	}
}

func shaped(text string, f form) string {
	if f == pattern {
		return completed(text)
	}
	return text
}

// fill writes a value as a pattern. It is sure if yes; no if a variable has no value, so that nothing matches; else
// what is not given or not known stands as *.
func (q *question) fill(r reading, v policy.Value, f form) (text string, known truth) {
	var b strings.Builder
	known = yes
	for _, p := range v.Parts {
		switch {
		case p.Kind != policy.Literal:
			if text, given := q.pseudo(p.Text); given {
				b.WriteString(literal(text))
				continue
			}
			b.WriteByte('*')
			known = known.and(uncertain)
		case r.variables && strings.Contains(p.Text, "${"):
			known = known.and(q.fillIn(&b, p.Text, f))
		default:
			b.WriteString(shape(p.Text, f))
		}
	}
	return b.String(), known
}

func shape(text string, f form) string {
	if f == plain {
		return literal(text)
	}
	return text
}

// fillIn writes a text with its policy variables replaced by what the context has:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html.
func (q *question) fillIn(b *strings.Builder, text string, f form) truth {
	known := yes
	for {
		before, after, ok := strings.Cut(text, "${")
		b.WriteString(shape(before, f))
		if !ok {
			return known
		}
		name, rest, closed := strings.Cut(after, "}")
		if !closed {
			b.WriteString(shape("${"+after, f))
			return known
		}
		value, t := q.variable(name)
		b.WriteString(value)
		known, text = known.and(t), rest
	}
}

// variable is what a policy variable stands for.
func (q *question) variable(name string) (string, truth) {
	switch name {
	case "*", "?":
		return literal(name), yes
	case "$":
		return "$", yes
	}
	key, fallback, hasDefault := strings.Cut(name, ",")
	values, given := q.context[strings.ToLower(strings.TrimSpace(key))]
	fallback = strings.TrimSpace(fallback)
	switch {
	case given && len(values) == 1:
		return literal(values[0]), yes
	case given || q.Complete:
		if hasDefault && len(fallback) >= 2 {
			return literal(fallback[1 : len(fallback)-1]), yes
		}
		return "", no
	}
	return "*", depends
}
