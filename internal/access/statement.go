package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Policies are policy documents that are asked together, made ready for many questions.
type Policies struct{ statements []statement }

// Read makes documents ready to be asked.
func Read(documents ...*policy.Document) Policies {
	var p Policies
	for _, d := range documents {
		r := readingOf(d)
		for _, s := range d.Statements {
			made := statement{document: d, reading: r, actions: wordsOf(s.Actions), notActions: wordsOf(s.NotActions)}
			p.statements = append(p.statements, made.with(s))
		}
	}
	return p
}

// statement is a statement made ready.
type statement struct {
	*policy.Statement
	document                *policy.Document
	reading                 reading
	actions, notActions     words
	resources, notResources []entry
	wide                    []string // what each of resources may match
	over                    bool     // a condition of it was for a time that has passed
	on                      *places
}

// with is the statement with the resources and conditions of another one.
func (s statement) with(words *policy.Statement) statement {
	s.Statement, s.resources, s.notResources, s.wide = words, s.reading.resources(words.Resources), s.reading.resources(words.NotResources), nil
	s.over = slices.ContainsFunc(words.Conditions, func(c policy.Condition) bool { return passed(&c) })
	for _, e := range s.resources {
		s.wide = append(s.wide, e.wide)
	}
	return s
}

// places are what a resource policy is attached to. Without any it is what the policy's own words tell.
type places struct {
	known   bool
	arns    []policy.ResourceARN
	entries []entry
}

// On gives resource policies that are attached to some ARNs, or to what lies in these, as objects in a bucket; nil is to what
// is not known, but for what they say themselves. Policies without On are taken for those of the resource that a request is about.
func (p Policies) On(arns []policy.Value) Policies {
	on := &places{known: arns != nil}
	for _, arn := range arns {
		for _, rest := range []string{"", "/*", ":*"} {
			parts := append(slices.Clone(arn.Parts), policy.Part{Kind: policy.Literal, Text: rest})
			on.arns = append(on.arns, policy.ResourceARN{Value: policy.Compose(parts, arn.At)})
			on.arns[len(on.arns)-1].Branch = arn.Branch
		}
	}
	on.entries = reading{}.resources(on.arns)
	attached := Policies{statements: slices.Clone(p.statements)}
	for i := range attached.statements {
		attached.statements[i].on = on
	}
	return attached
}

// And are these policies and some more.
func (p Policies) And(more ...Policies) Policies {
	all := slices.Clone(p.statements)
	for _, other := range more {
		all = append(all, other.statements...)
	}
	return Policies{statements: all}
}

// words are the entries of Action: those without wildcards by name, and the others.
type words struct {
	exact map[string]int // by name in lower case
	wild  []word
}

type word struct {
	pattern string // in lower case
	index   int
	sure    bool // all of it is known
}

func wordsOf(actions []policy.Action) words {
	w := words{exact: make(map[string]int, len(actions))}
	for i, a := range actions {
		text, literal := a.Literal()
		switch {
		case !literal:
			w.wild = append(w.wild, word{strings.ToLower(reading{}.wide(a.Value)), i, false})
		case !strings.Contains(text, ":") && strings.Trim(text, "*") != "":
			// IAM takes no other pattern without a colon.
		case glob.HasWildcard(text):
			w.wild = append(w.wild, word{strings.ToLower(text), i, true})
		case a.Branch == "" || !has(w.exact, strings.ToLower(text)):
			w.exact[strings.ToLower(text)] = i
		}
	}
	return w
}

func has(m map[string]int, key string) bool {
	_, ok := m[key]
	return ok
}

// find gives the entry that matches an action, given in lower case: one that surely does, else one that may.
func (w words) find(lower string, actions []policy.Action) (index int, sure bool) {
	index = -1
	if i, ok := w.exact[lower]; ok {
		if actions[i].Branch == "" {
			return i, true
		}
		index = i
	}
	for _, candidate := range w.wild {
		if candidate.pattern != "*" && !glob.Match(candidate.pattern, lower) {
			continue
		}
		if candidate.sure && actions[candidate.index].Branch == "" {
			return candidate.index, true
		}
		if index < 0 {
			index = candidate.index
		}
	}
	return index, false
}

// speaks tells whether the statement is about an action, given in lower case, through which word, and on which branch
// of the template that word is there.
func (s *statement) speaks(lower string) (t truth, at source.Location, branch string) {
	if len(s.NotActions) == 0 {
		i, sure := s.actions.find(lower, s.Actions)
		switch {
		case i < 0:
			return no, at, ""
		case sure:
			return yes, s.Actions[i].At, ""
		}
		if _, known := s.Actions[i].Literal(); !known {
			return uncertain, s.Actions[i].At, "" // which outweighs that it is only on a branch
		}
		return uncertain, s.Actions[i].At, s.Actions[i].Branch
	}
	switch i, sure := s.notActions.find(lower, s.NotActions); {
	case sure:
		return no, at, ""
	case i >= 0:
		return uncertain, s.At, ""
	}
	return yes, s.At, ""
}

// entry is a resource made ready: what it may match, and whether that is what it does match.
type entry struct {
	wide  string
	plain bool // no variable, nothing unknown, on every branch
}

func (r reading) resources(list []policy.ResourceARN) []entry {
	entries := make([]entry, 0, len(list))
	for _, resource := range list {
		text, literal := resource.Literal()
		plain := literal && resource.Branch == "" && (!r.variables || !strings.Contains(text, "${"))
		entries = append(entries, entry{wide: r.wide(resource.Value), plain: plain})
	}
	return entries
}

// spoken is a statement that speaks of an action.
type spoken struct {
	*statement
	at       source.Location
	sure     bool     // it speaks of it whatever is not known
	branches []string // under which it does
}

// speaking lists the statements of an effect that speak of an action, given in lower case, or may.
func (p Policies) speaking(lower, effect string) []spoken {
	var all []spoken
	for i := range p.statements {
		s := &p.statements[i]
		if s.Effect != effect || s.over {
			continue
		}
		if t, at, branch := s.speaks(lower); t != no {
			sure := (t == yes || branch != "") && !s.Unresolved
			all = append(all, spoken{s, at, sure, branches(s.Branch, branch)})
		}
	}
	return all
}

func branches(all ...string) []string {
	var kept []string
	for _, b := range all {
		if b != "" && !slices.Contains(kept, b) {
			kept = append(kept, b)
		}
	}
	return kept
}
