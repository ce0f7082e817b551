package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// question is one rule with what it is to look at, in one or more inputs. What it reports is what it reports on
// all of them together.
type question struct {
	rule   finding.Rule
	query  *query
	inputs []*ast.Term
}

// portion is how many items of a list a rule gets at a time: OPA keeps whatever it came by until it is done.
const portion = 256

// large tells whether there is so much to look at that it pays to do so on several processors.
func large(questions []question) bool {
	n := 0
	for _, q := range questions {
		n += len(q.inputs)
	}
	return n > len(questions)
}

// questions finds out which rules may find something in a model, and where.
func (e *Engine) questions(m *policy.Model) ([]question, error) {
	s := newSelection(e, m)
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
	programs, err := e.compiled(files)
	if err != nil {
		return nil, err
	}
	questions := make([]question, len(files))
	for i, f := range files {
		questions[i] = question{rule: f.rule, query: programs[i].reports[f], inputs: s.inputs(chosen[i])}
	}
	if s.encoder.err != nil {
		return nil, fmt.Errorf("prepare %s for rules: %w", m.Artifact, s.encoder.err)
	}
	return questions, nil
}

// choice is what a rule is to look at. The zero choice is all of input.
type choice struct {
	items map[string][]reflect.Value // by list
	reads []string
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
	whole   *ast.Term            // all of input, once it is wanted
	parts   map[string]*ast.Term // of it
}

// modelList is a list of the model, whose items rules go through.
type modelList struct {
	shape *shape // of the list
	model reflect.Value
	items []value // as sieves see them
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
	c := &choice{items: map[string][]reflect.Value{}, reads: by.reads}
	for name, those := range picked {
		c.items[name] = s.lists[name].only(those)
	}
	return c
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

// only lists the items that are marked.
func (l *modelList) only(marks []bool) []reflect.Value {
	var items []reflect.Value
	for i, marked := range marks {
		if marked {
			items = append(items, l.model.Index(i))
		}
	}
	return items
}

// inputs makes what a rule gets to see: of the lists that it goes through the items that were picked, portion by
// portion, and whatever else it reads.
func (s *selection) inputs(c *choice) []*ast.Term {
	if c.items == nil || slices.Contains(c.reads, everything) {
		return []*ast.Term{s.all()}
	}
	read := map[string]*ast.Term{}
	for _, path := range c.reads {
		read[path] = s.part(path)
		delete(c.items, path) // it sees all of it anyway
	}
	inputs := []*ast.Term{}
	for name, items := range c.items {
		for some := range slices.Chunk(items, portion) {
			inputs = append(inputs, s.input(read, name, s.encoder.terms(s.lists[name].shape.elem, some)))
		}
	}
	if len(inputs) == 0 {
		inputs = append(inputs, s.input(read, "", nil))
	}
	return inputs
}

func (s *selection) all() *ast.Term {
	if s.whole == nil {
		s.whole = s.encoder.term(s.engine.model, reflect.ValueOf(s.model).Elem())
		s.whole.Value.(ast.Object).Insert(settingsKey, s.engine.settings)
	}
	return s.whole
}

// part is a field of input, or a list of having.
func (s *selection) part(path string) *ast.Term {
	if term, met := s.parts[path]; met {
		return term
	}
	shape, v := s.engine.model, reflect.ValueOf(s.model).Elem()
	for name := range strings.SplitSeq(path, ".") {
		f := shape.byName[name]
		shape, v = f.shape, v.FieldByIndex(f.index)
	}
	s.parts[path] = s.encoder.term(shape, v)
	return s.parts[path]
}

// input is what rules know as input, with the parts that were read, and one list.
func (s *selection) input(read map[string]*ast.Term, list string, items *ast.Term) *ast.Term {
	input, having := ast.NewObject(), ast.NewObject()
	add := func(path string, term *ast.Term) {
		if name, ok := strings.CutPrefix(path, "having."); ok {
			having.Insert(s.encoder.text(name), term)
			return
		}
		input.Insert(s.encoder.text(path), term)
	}
	for path, term := range read {
		add(path, term)
	}
	if items != nil {
		add(list, items)
	}
	input.Insert(s.encoder.text("having"), ast.NewTerm(having))
	return ast.NewTerm(input)
}
