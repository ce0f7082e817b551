package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/parallel"
)

// portion is how many statements, or other items of a list, rules get at a time: OPA keeps whatever it came by
// until it is done.
const portion = 256

// answer asks all questions about one portion of input after the other, or several at once where there are many. Of a
// rule that fails the first error is told.
func (e *Engine) answer(ctx context.Context, s *selection) ([]finding.Finding, error) {
	if err := s.prepare(s.questions); err != nil {
		return nil, err
	}
	portions := s.divide(s.questions)
	allowed := &allowance{whole: e.deadline}
	found := make([][]finding.Finding, portions)
	faults := make([][]error, portions)
	parallel.Each(portions, func(i int) {
		encoder := s.encoder
		if portions > 1 {
			encoder = newEncoder() // which forgets the portion when it is done
			encoder.fields, encoder.marks = s.encoder.fields, s.encoder.marks
		}
		found[i], faults[i] = e.work(ctx, s, i, encoder, s.questions, allowed)
	})
	return slices.Concat(found...), firstOfEach(s.questions, faults)
}

// firstOfEach joins the first fault of each question.
func firstOfEach(questions []question, faults [][]error) error {
	var joined []error
	for i := range questions {
		for _, byQuestion := range faults {
			if byQuestion != nil && byQuestion[i] != nil {
				joined = append(joined, fmt.Errorf("rule %s: %w", questions[i].file.rule.ID, byQuestion[i]))
				break
			}
		}
	}
	return errors.Join(joined...)
}

// work asks all questions about a portion, and gives the faults by question, nil for none.
func (e *Engine) work(ctx context.Context, s *selection, portion int, encoder *encoder, questions []question, allowed *allowance) ([]finding.Finding, []error) {
	var findings []finding.Finding
	var faults []error
	for i := range questions {
		q := &questions[i]
		input := s.input(q, portion, encoder)
		if input == nil {
			continue
		}
		more, err := e.one(ctx, q, input, allowed)
		findings = append(findings, more...)
		if err == nil {
			err = encoder.err
		}
		if err != nil {
			if faults == nil {
				faults = make([]error, len(questions))
			}
			faults[i] = err
		}
	}
	return findings, faults
}

func (e *Engine) one(ctx context.Context, q *question, input *ast.Term, allowed *allowance) (found []finding.Finding, err error) {
	var report *ast.Term
	if q.file.custom {
		report, err = e.limited(ctx, q.query, input, allowed)
	} else {
		report, err = e.run(ctx, q.query, input)
	}
	if err != nil {
		return nil, err
	}
	return read(q.file.rule, report)
}

// all tells whether a rule sees all of input.
func (q *question) all() bool { return q.marks == nil || slices.Contains(q.reads, everything) }

// alone tells whether a rule is asked once, without a portion of a list.
func (q *question) alone() bool {
	for list := range q.marks {
		if !slices.Contains(q.reads, list) {
			return q.all()
		}
	}
	return true
}

// prepare encodes what rules see besides portions.
func (s *selection) prepare(questions []question) error {
	for i := range questions {
		if questions[i].all() && s.whole == nil {
			s.whole = s.encoder.term(s.engine.model, reflect.ValueOf(s.model).Elem())
			s.whole.Value.(ast.Object).Insert(settingsKey, s.engine.settings)
		}
		for _, path := range questions[i].reads {
			if path != everything && s.parts[path] == nil {
				s.parts[path] = s.part(path)
			}
		}
	}
	return s.encoder.err
}

// part is a field of input, or a list of having.
func (s *selection) part(path string) *ast.Term {
	shape, v := s.engine.model, reflect.ValueOf(s.model).Elem()
	for name := range strings.SplitSeq(path, ".") {
		f := shape.byName[name]
		shape, v = f.shape, v.FieldByIndex(f.index)
	}
	return s.encoder.term(shape, v)
}

// divide gives each item of the lists in which rules look at anything a portion, a statement the same in all lists,
// and tells how many portions there are.
func (s *selection) divide(questions []question) int {
	if s.ordinals == nil {
		s.ordinals = map[any]int{}
		for i, statement := range s.model.Having.Statements {
			s.ordinals[statement] = i
		}
	}
	portions := 1
	for i := range questions {
		for name := range questions[i].marks {
			l := s.lists[name]
			if l.starts == nil {
				l.divide(s.ordinals)
			}
			portions = max(portions, len(l.starts))
		}
	}
	s.portions = portions
	return portions
}

// divide finds where each portion of a list starts. Items that are no statements go by their own number.
func (l *modelList) divide(ordinals map[any]int) {
	for i := range l.model.Len() {
		at := i
		if l.shape.elem.form == shared {
			if ordinal, ok := ordinals[l.model.Index(i).Interface()]; ok {
				at = ordinal
			}
		}
		for len(l.starts) <= at/portion {
			l.starts = append(l.starts, i)
		}
	}
}

// mostTimes is how often, about, a rule is asked that reads whole lists besides: each time it goes through them again.
const mostTimes = 8

// width is how many portions a rule gets together.
func (s *selection) width(q *question) int {
	for _, path := range q.reads {
		if l := s.lists[path]; l != nil && l.model.Len() > portion {
			return (s.portions + mostTimes - 1) / mostTimes
		}
	}
	return 1
}

// portions is the part of a list that belongs to so many portions from one on.
func (l *modelList) portions(first, n int) (from, to int) {
	if first >= len(l.starts) {
		return 0, 0
	}
	from, to = l.starts[first], l.model.Len()
	if first+n < len(l.starts) {
		to = l.starts[first+n]
	}
	return from, to
}

// input is what a rule sees of a portion, nil when that is nothing to it.
func (s *selection) input(q *question, portion int, encoder *encoder) *ast.Term {
	switch {
	case q.all() && portion == 0:
		return s.whole
	case q.alone() && portion == 0:
		return s.assemble(q, nil)
	case q.alone():
		return nil
	}
	width := s.width(q)
	if portion%width != 0 {
		return nil // it was there with the first of those that the rule gets together
	}
	lists := map[string]*ast.Term{}
	for name, marks := range q.marks {
		if slices.Contains(q.reads, name) {
			continue
		}
		l := s.lists[name]
		var items []*ast.Term
		from, to := l.portions(portion, width)
		for i := from; i < to; i++ {
			if marks[i] {
				items = append(items, encoder.term(l.shape.elem, l.model.Index(i)))
			}
		}
		if len(items) > 0 {
			lists[name] = ast.ArrayTerm(items...)
		}
	}
	if len(lists) == 0 {
		return nil
	}
	return s.assemble(q, lists)
}

// assemble makes an input of the parts that a rule reads, and of lists.
func (s *selection) assemble(q *question, lists map[string]*ast.Term) *ast.Term {
	input, having := ast.NewObject(), ast.NewObject()
	add := func(path string, term *ast.Term) {
		if name, ok := strings.CutPrefix(path, "having."); ok {
			having.Insert(ast.StringTerm(name), term)
			return
		}
		input.Insert(ast.StringTerm(path), term)
	}
	for _, path := range q.reads {
		add(path, s.parts[path])
	}
	for path, items := range lists {
		add(path, items)
	}
	input.Insert(ast.InternedTerm("having"), ast.NewTerm(having))
	return ast.NewTerm(input)
}
