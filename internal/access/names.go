package access

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// fitting is a value of a template that is what is asked for if its names are.
type fitting struct {
	q       *question
	reading reading
	value   policy.Value
	text    string
	form    form
}

// option is one way in which a request is allowed: if all of some values are what is asked for.
type option []fitting

// combined are the ways to take one option of each of two lists; an empty list adds nothing.
func combined(a, b []option) (all []option) {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	for _, x := range a {
		for _, y := range b {
			all = append(all, slices.Concat(x, y))
		}
	}
	return all
}

// possible tells whether the value may match the text: what is not known of it as one name that is in the text or, unless it
// has to be one, as anything; and the names that are bound as what they are bound to.
func (f fitting) possible(name bool, bound map[string]string) bool {
	var b strings.Builder
	b.WriteString("(?s)^")
	for _, part := range f.value.Parts {
		text, met := bound[part.Text]
		switch {
		case part.Kind == policy.Literal:
			filled, known := f.q.fill(f.reading, policy.Value{Parts: []policy.Part{part}}, f.form)
			if known == no {
				return false
			}
			literally(&b, filled)
		case met:
			b.WriteString(regexp.QuoteMeta(text))
		case part.Kind == policy.Opaque:
			b.WriteString(notFreshID + "+?")
		case name:
			b.WriteString(notFresh + "+?")
		default:
			b.WriteString(".*?")
		}
	}
	return regexp.MustCompile(b.String() + "$").MatchString(f.text)
}

func literally(b *strings.Builder, pattern string) {
	for _, r := range pattern {
		switch r {
		case '*':
			b.WriteString(".*")
		case '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
}

// need is one of some options that has to hold for what was asked to be allowed, unless it is by what can't be decided.
type need struct {
	options []option
	unsure  bool
}

// fit tells whether the names of the template can stand for what they have to in one option of a need and of
// each that was noted before, and notes it. If they can't, the template has fewer names than there are resources.
func (c *comparison) fit(n need) grade {
	noted := append(slices.Clone(c.noted), n)
	slices.SortStableFunc(noted, func(a, b need) int { return len(a.options) - len(b.options) })
	c.steps = 0
	if c.consistent(noted, nil) {
		c.noted = slices.CompactFunc(noted, need.equal)
		return fits
	}
	if c.consistent(slices.DeleteFunc(noted, func(n need) bool { return n.unsure }), nil) {
		return maybe
	}
	return none
}

func (n need) equal(other need) bool {
	return n.unsure == other.unsure && slices.EqualFunc(n.options, other.options, option.equal)
}

func (o option) equal(other option) bool {
	return slices.EqualFunc(o, other, func(a, b fitting) bool { return slices.Equal(a.value.Parts, b.value.Parts) && a.text == b.text })
}

// consistent tells whether one option of each need can be taken.
func (c *comparison) consistent(needs []need, bound map[string]string) bool {
	const mostSteps = 10_000
	if c.steps++; c.steps > mostSteps {
		c.gaveUp = true
		return true
	}
	if len(needs) == 0 {
		return true
	}
	return slices.ContainsFunc(needs[0].options, func(o option) bool {
		longer, ok := o.bind(bound)
		return ok && c.consistent(needs[1:], longer)
	})
}

// bind adds what the names in an option stand for, unless that contradicts what they are bound to.
func (o option) bind(bound map[string]string) (map[string]string, bool) {
	longer := maps.Clone(bound)
	if longer == nil {
		longer = map[string]string{}
	}
	for _, f := range o {
		if !f.possible(true, longer) {
			return nil, false
		}
		f.note(longer)
	}
	return longer, true
}

// note notes what the first name that CloudFormation makes up for a resource stands for if the value is to match the text. A name
// behind which no colon, slash or end follows says nothing for sure.
func (f fitting) note(bound map[string]string) {
	before, i := f.start(bound)
	if i == len(f.value.Parts) {
		return
	}
	name := f.value.Parts[i]
	if name.Kind != policy.Opaque || name.Parameter != "" || strings.ContainsAny(name.Text, ".: ") {
		return
	}
	rest := strings.TrimPrefix(f.text, before)
	if i+1 < len(f.value.Parts) {
		if next := f.value.Parts[i+1]; next.Kind != policy.Literal || !strings.ContainsAny(next.Text[:1], ":/") {
			return
		}
		end := strings.IndexAny(rest, ":/")
		rest = rest[:max(end, 0)]
	}
	bound[name.Text] = rest
	if !f.possible(true, bound) {
		delete(bound, name.Text) // the name goes on behind what looks like its end
	}
}

// start is what the value begins with that is known and has no wildcards, and the number of the part after that.
func (f fitting) start(bound map[string]string) (before string, end int) {
	for i, part := range f.value.Parts {
		known, met := bound[part.Text]
		switch {
		case part.Kind == policy.Literal && !glob.HasWildcard(part.Text) && !strings.Contains(part.Text, "${"):
			before += part.Text
		case part.Kind == policy.Opaque && met:
			before += known
		default:
			return before, i
		}
	}
	return before, len(f.value.Parts)
}

// resolved is the principal with the names replaced that are known.
func (p *Principal) resolved(known map[string]string) *Principal {
	own := *p
	own.identity, own.boundary = p.identity.resolved(known), p.boundary.resolved(known)
	return &own
}

func (p Policies) resolved(known map[string]string) Policies {
	statements := slices.Clone(p.statements)
	for i := range statements {
		s := *statements[i].Statement
		s.Resources, s.NotResources = resolvedEntries(s.Resources, known), resolvedEntries(s.NotResources, known)
		s.Conditions = slices.Clone(s.Conditions)
		for j, condition := range s.Conditions {
			s.Conditions[j].Values = slices.Clone(condition.Values)
			for k, v := range condition.Values {
				s.Conditions[j].Values[k] = resolved(v, known)
			}
		}
		statements[i] = statements[i].with(&s)
	}
	return Policies{statements}
}

func resolvedEntries(entries []policy.ResourceARN, known map[string]string) []policy.ResourceARN {
	entries = slices.Clone(entries)
	for i := range entries {
		entries[i].Value = resolved(entries[i].Value, known)
	}
	return entries
}

func resolved(v policy.Value, known map[string]string) policy.Value {
	parts := slices.Clone(v.Parts)
	for i, part := range parts {
		if text, ok := known[part.Text]; ok && part.Kind == policy.Opaque {
			parts[i] = policy.Part{Kind: policy.Literal, Text: text}
		}
	}
	branch := v.Branch
	v = policy.Compose(parts, v.At)
	v.Branch = branch
	return v
}
