package engine

import (
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// question is one rule with what it is to look at.
type question struct {
	rule   finding.Rule
	custom bool // a user's own
	query  *query
	*choice
}

// choice is what a rule is to look at. The zero choice is all of input.
type choice struct {
	marks map[string][]bool // by list: the items that it is to look at
	reads []string          // what else of input it sees
}

// questions finds out which rules may find something in a model, and where.
func (e *Engine) questions(s *selection) ([]question, error) {
	var files []*file
	var chosen []*choice
	for _, f := range e.applied {
		c, err := s.choose(f)
		if err != nil {
			return nil, err
		}
		if c != nil {
			files, chosen = append(files, f), append(chosen, c)
		}
	}
	if len(files) == 0 {
		return nil, nil
	}
	s.encoder.fields = wanted(chosen, files)
	programs, err := e.compiled(files)
	if err != nil {
		return nil, err
	}
	questions := make([]question, len(files))
	for i, f := range files {
		questions[i] = question{rule: f.rule, custom: f.custom, query: programs[i].reports[f], choice: chosen[i]}
	}
	return questions, nil
}

// wanted are the fields that rules look at, nil for all, which a rule that sees all of input may do.
func wanted(chosen []*choice, files []*file) map[string]bool {
	fields := map[string]bool{}
	for i, f := range files {
		if chosen[i].marks == nil || slices.Contains(chosen[i].reads, everything) {
			return nil
		}
		for name := range strings.FieldsSeq(f.fields) {
			fields[name] = true
		}
	}
	return fields
}

// settingsPart is the part of input that is not of the model.
const settingsPart = "settings"

// selection is the work of questions.
type selection struct {
	engine  *Engine
	model   *policy.Model
	lists   map[string]*modelList
	sifter  *sifter
	encoder *encoder
	whole   *ast.Term            // all of input, when it is wanted
	parts   map[string]*ast.Term // those of it that are
}

// modelList is a list of the model, whose items rules go through.
type modelList struct {
	shape *shape // of the list
	model reflect.Value
	items []value // as sieves see them

	starts []int // of each portion
}

func newSelection(e *Engine, m *policy.Model) *selection {
	made := &selection{
		engine: e, model: m, lists: map[string]*modelList{}, sifter: newSifter(e, m), encoder: newEncoder(),
		parts: map[string]*ast.Term{settingsPart: e.settings},
	}
	e.model.collect(reflect.ValueOf(m).Elem(), "", made.lists)
	return made
}

// collect files the lists of a record that have something in them, under names such as "targets" and "having.oidc".
func (s *shape) collect(v reflect.Value, prefix string, lists map[string]*modelList) {
	for i := range s.fields {
		f := &s.fields[i]
		inner := v.FieldByIndex(f.index)
		switch {
		case f.shape.form == record:
			f.shape.collect(inner, prefix+f.name+".", lists)
		case f.shape.form == list && inner.Len() > 0:
			lists[prefix+f.name] = &modelList{shape: f.shape, model: inner}
		}
	}
}

func (l *modelList) values() []value {
	if l.items == nil {
		value{kind: modelValue, model: l.model, shape: l.shape}.each(func(_, item value) bool {
			l.items = append(l.items, item)
			return true
		})
	}
	return l.items
}

// choose picks what a rule has to look at, and is nil when that is nothing.
func (s *selection) choose(f *file) (*choice, error) {
	if len(f.asks) > 0 && !slices.ContainsFunc(f.asks, func(list string) bool { return s.lists[list] != nil }) {
		return nil, nil //nolint:nilnil // nothing to look at is no error
	}
	if f.sieve == nil || s.engine.open {
		return &choice{}, nil
	}
	sieve, err := f.sieve()
	if err != nil {
		return nil, err
	}
	return s.sift(sieve), nil
}

func (s *selection) sift(by *sieve) *choice {
	picked := map[string][]bool{}
	passes := false
	for i := range by.reports {
		r := &by.reports[i]
		if r.list == "" {
			passes = passes || s.sifter.passes(r, value{})
			continue
		}
		l := s.lists[r.list]
		if l == nil {
			continue
		}
		if those := s.pick(r, l, picked[r.list]); those != nil {
			picked[r.list] = those
		}
	}
	if !passes && len(picked) == 0 {
		return nil
	}
	return &choice{marks: picked, reads: by.reads}
}

// pick marks the items of a list that pass, beside those that are marked; nil stands for no marks.
func (s *selection) pick(r *reportSieve, l *modelList, marks []bool) []bool {
	for i, item := range l.values() {
		if marks != nil && marks[i] || !s.sifter.passes(r, item) {
			continue
		}
		if marks == nil {
			marks = make([]bool, len(l.items))
		}
		marks[i] = true
	}
	return marks
}
