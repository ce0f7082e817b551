package engine

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/policy"
)

// question is one rule with what it is to look at.
type question struct {
	file  *file
	query *query
	*choice
}

// choice is what a rule is to look at. The zero choice is all of input.
type choice struct {
	marks map[string][]bool // by list: the items that it is to look at
	reads []string          // what else of input it sees
}

// ask finds out which rules may find something in selections, and where, and compiles those.
func (e *Engine) ask(selections ...*selection) error {
	var files []*file
	for _, s := range selections {
		if err := s.ask(); err != nil {
			return err
		}
		for i := range s.questions {
			files = append(files, s.questions[i].file)
		}
	}
	if len(files) == 0 {
		return nil
	}
	programs, err := e.compiled(files)
	if err != nil {
		return err
	}
	for _, s := range selections {
		for i := range s.questions {
			s.questions[i].query = programs[i].reports[s.questions[i].file]
		}
		programs = programs[len(s.questions):]
	}
	return nil
}

// few is how many items are not worth a goroutine, nor as many times as many questions of sieves.
const few = 256

// ask notes the questions to be asked about a selection.
func (s *selection) ask() error {
	choices, faults := make([]*choice, len(s.rules)), make([]error, len(s.rules))
	together := max(1, few*few/(s.items()+1)) // how many rules one goroutine asks at a time
	parallel.With(len(s.rules), together,
		func() *sifter { return newSifter(s.engine, s.model) },
		func(by *sifter, i int) { choices[i], faults[i] = s.choose(s.rules[i], by) },
		(*sifter).done)
	for i, c := range choices {
		if c != nil {
			s.questions = append(s.questions, question{file: s.rules[i], choice: c})
		}
	}
	s.encoder.fields = wanted(s.questions)
	return errors.Join(faults...)
}

// items is how many items there are in all lists.
func (s *selection) items() int {
	sum := 0
	for _, l := range s.lists {
		sum += l.model.Len()
	}
	return sum
}

// wanted are the fields that rules look at, nil for all, which a rule that sees all of input may do.
func wanted(questions []question) map[string]bool {
	fields := map[string]bool{}
	for i := range questions {
		if questions[i].all() {
			return nil
		}
		for name := range strings.FieldsSeq(questions[i].file.fields) {
			fields[name] = true
		}
	}
	return fields
}

// everything stands for all of input.
const everything = "*"

// settingsPart is the part of input that is not of the model.
const settingsPart = "settings"

// cataloguePart is the part of input that tells how recent the catalogue is.
const cataloguePart = "catalogue"

// selection is what some rules are asked about: a model, or some of it.
type selection struct {
	engine    *Engine
	model     *policy.Model
	rules     []*file
	questions []question
	lists     map[string]*modelList
	ordinals  map[any]int // which items go together, in whatever lists they are; others go by their own numbers
	encoder   *encoder
	whole     *ast.Term            // all of input, when it is wanted
	portions  int                  // of the lists
	parts     map[string]*ast.Term // those of it that are
}

// modelList is a list of the model, whose items rules go through.
type modelList struct {
	shape *shape // of the list
	model reflect.Value
	items func() []value // as sieves see them

	starts []int // of each portion
}

func newSelection(e *Engine, m *policy.Model, rules []*file) *selection {
	return &selection{
		engine: e, model: m, rules: rules, lists: map[string]*modelList{}, encoder: newEncoder(),
		parts: map[string]*ast.Term{settingsPart: e.settings},
	}
}

// all selects all lists of the model.
func (s *selection) all() {
	s.engine.model.collect(reflect.ValueOf(s.model).Elem(), "", s.lists)
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
			lists[prefix+f.name] = newList(f.shape, inner)
		}
	}
}

func newList(s *shape, model reflect.Value) *modelList {
	l := &modelList{shape: s, model: model}
	l.items = sync.OnceValue(func() []value {
		items := make([]value, 0, l.model.Len())
		value{kind: modelValue, model: l.model, shape: l.shape}.each(func(_, item value) bool {
			items = append(items, item)
			return true
		})
		return items
	})
	return l
}

// choose picks what a rule has to look at, and is nil when that is nothing.
func (s *selection) choose(f *file, by *sifter) (*choice, error) {
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
	return s.sift(sieve, by), nil
}

func (s *selection) sift(through *sieve, by *sifter) *choice {
	picked := map[string][]bool{}
	passes := false
	for i := range through.reports {
		r := &through.reports[i]
		if r.list == "" {
			passes = passes || by.passes(r, value{})
			continue
		}
		l := s.lists[r.list]
		if l == nil {
			continue
		}
		if those := l.pick(r, by, picked[r.list]); those != nil {
			picked[r.list] = those
		}
	}
	if !passes && len(picked) == 0 {
		return nil
	}
	return &choice{marks: picked, reads: through.reads}
}

// pick marks the items of a list that pass, beside those that are marked; nil stands for no marks.
func (l *modelList) pick(r *reportSieve, by *sifter, marks []bool) []bool {
	items := l.items()
	for i, item := range items {
		if marks != nil && marks[i] || !by.passes(r, item) {
			continue
		}
		if marks == nil {
			marks = make([]bool, len(items))
		}
		marks[i] = true
	}
	return marks
}
