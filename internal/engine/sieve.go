package engine

import (
	"reflect"
	"sync"

	"github.com/iamlint/iamlint/internal/policy"
)

// A sieve is what can be told of a rule without OPA: on which items of the lists that it goes through it finds
// nothing for sure. Most rules find nothing in most statements, and OPA takes some hundred times longer to say so.
// A sieve is made of the rule's own text, never written by hand, and it may only err towards letting through:
// whatever it doesn't understand, it lets through, and OPA has the last word on all that comes through.
type sieve struct {
	reports []reportSieve
	reads   []string // what else of input the rule reads, as in "having.trust" or "catalogue"; "" for all of it
}

// reportSieve is the sieve of one rule named report.
type reportSieve struct {
	list  string // "having.watched"; "" when the rule goes through no list of input
	slots int
	item  int // the slot that an item of the list is in
	steps []step
}

// verdict is what evaluating conditions gives. Conditions hold together as far as the least of them.
type verdict uint8

const (
	no verdict = iota
	maybe
	yes
)

// function is a function, or a rule without arguments, that sieves call. Its clauses are alternatives.
type function struct {
	clauses []*clause
}

// clause is one definition of a function, and what comes instead where it does not hold.
type clause struct {
	slots  int
	params []expr
	steps  []step
	value  expr
	other  *clause
}

// step is one condition of a body.
type step struct {
	op    stepOp
	slots [2]int // that it fills; -1 for none
	a     expr
	b     *expr // of equalStep; few steps have it, and all of them are made at the start
	steps []step
}

type stepOp uint8

const (
	letStep   stepOp = iota // slots[0] becomes a, if that is defined
	eachStep                // slots become each key and value of a
	testStep                // a is defined and not false
	equalStep               // a equals b
	notStep                 // steps don't hold
	everyStep               // steps hold for each key and value of a
	maybeStep               // nobody knows
)

// most is how many steps are taken for one item before it is let through.
const most = 2000

// sifter runs sieves over one model. It is for one goroutine.
type sifter struct {
	input    value
	settings value // input.settings
	left     int   // steps
	calls    int   // deep
	stack    []value
	settled  map[*function]value // of functions without arguments
	from     *sync.Pool          // of sifters whose models are done with: their stacks are large
}

func newSifter(e *Engine, m *policy.Model) *sifter {
	s, ok := e.sifters.Get().(*sifter)
	if !ok {
		s = &sifter{stack: make([]value, 0, 256), settled: map[*function]value{}, from: &e.sifters}
	}
	s.input, s.settings = value{kind: modelValue, model: reflect.ValueOf(m).Elem(), shape: e.model}, e.sifted
	return s
}

// done gives the sifter back for other models.
func (s *sifter) done() {
	s.input = value{}
	clear(s.settled)
	s.from.Put(s)
}

// push makes room for values, until the stack is cut back to where it was.
func (s *sifter) push(n int) []value {
	at := len(s.stack)
	if at+n > cap(s.stack) {
		return make([]value, n)
	}
	s.stack = s.stack[:at+n]
	return s.stack[at : at+n : at+n]
}

// passes tells whether a rule may find something in an item.
func (s *sifter) passes(r *reportSieve, item value) bool {
	s.stack = s.stack[:0]
	f := frame{values: s.push(r.slots)}
	if r.list != "" {
		f.values[r.item] = item
	}
	s.left = most
	return s.body(&f, r.steps, yes, maybe) != no
}

// frame holds the variables of one body.
type frame struct {
	values []value
	clause *clause // whose value is wanted; nil for none
	result value
	best   verdict

	collect   *expr // the comprehension whose items are wanted; nil for none
	collected *many
}

// body evaluates steps in order, and those after each way of filling variables once more; sure is how far the
// steps before hold, and enough with what verdict to look no further.
func (s *sifter) body(f *frame, steps []step, sure, enough verdict) verdict {
	for i := range steps {
		if s.left--; s.left < 0 {
			return s.over(f, maybe)
		}
		step := &steps[i]
		switch step.op {
		case letStep:
			v := s.eval(f, &step.a)
			if v.kind == undefined {
				return no
			}
			f.values[step.slots[0]] = v
			sure = min(sure, v.sure())
		case eachStep:
			return s.each(f, step, steps[i+1:], sure, enough)
		case everyStep:
			sure = min(sure, s.every(f, step))
		case notStep:
			sure = min(sure, yes-s.inner(f, step.steps, yes))
		case maybeStep:
			sure = min(sure, maybe)
		default:
			sure = min(sure, s.test(f, step))
		}
		if sure == no {
			return no
		}
	}
	return s.over(f, sure)
}

// over ends a body that holds: it keeps the value of the clause, if that is what was asked for.
func (s *sifter) over(f *frame, sure verdict) verdict {
	if f.collect != nil {
		return s.gather(f, sure)
	}
	if f.clause == nil || sure <= f.best {
		return sure
	}
	v := value{kind: unknown}
	if s.left >= 0 {
		v = s.eval(f, &f.clause.value)
	}
	if v.kind == undefined {
		return no
	}
	f.best, f.result = sure, v
	return sure
}

// inner evaluates a body inside another, which has no value of its own.
func (s *sifter) inner(f *frame, steps []step, enough verdict) verdict {
	in := frame{values: f.values}
	return s.body(&in, steps, yes, enough)
}

func (s *sifter) test(f *frame, step *step) verdict {
	a := s.eval(f, &step.a)
	if a.kind == undefined {
		return no
	}
	if step.op == testStep {
		return a.truth()
	}
	b := s.eval(f, step.b)
	if b.kind == undefined {
		return no
	}
	return same(a, b)
}

func (s *sifter) each(f *frame, step *step, rest []step, sure, enough verdict) verdict {
	all := s.eval(f, &step.a)
	best := no
	known := all.each(func(key, item value) bool {
		s.fill(f, step, key, item)
		best = max(best, s.body(f, rest, sure, enough))
		return best < enough
	})
	if !known {
		s.fill(f, step, value{kind: unknown}, value{kind: unknown})
		return s.body(f, rest, min(sure, maybe), enough)
	}
	return best
}

func (s *sifter) every(f *frame, step *step) verdict {
	all := s.eval(f, &step.a)
	least := yes
	known := all.each(func(key, item value) bool {
		s.fill(f, step, key, item)
		least = min(least, s.inner(f, step.steps, yes))
		return least > no
	})
	if !known {
		return maybe
	}
	return least
}

func (s *sifter) fill(f *frame, step *step, key, item value) {
	if step.slots[0] >= 0 {
		f.values[step.slots[0]] = key
	}
	if step.slots[1] >= 0 {
		f.values[step.slots[1]] = item
	}
}

// call gives what a function gives: the value of the first clause that holds for sure, and nothing for sure
// when one may hold.
func (s *sifter) call(f *function, args []value) value {
	if f == nil || s.calls > 20 {
		return value{kind: unknown}
	}
	if v, met := s.settled[f]; met && len(args) == 0 {
		return v
	}
	s.calls++
	result := value{kind: undefined}
	for _, c := range f.clauses {
		v := s.clause(c, args)
		switch {
		case v.kind == undefined:
		case v.sure() == yes:
			result = v
		case result.kind == undefined:
			result = v
		}
	}
	s.calls--
	if len(args) == 0 {
		s.settled[f] = result
	}
	return result
}

// clause gives the value of a clause, or of what comes instead.
func (s *sifter) clause(c *clause, args []value) value {
	if len(args) != len(c.params) {
		return value{kind: unknown}
	}
	for ; c != nil; c = c.other {
		top := len(s.stack)
		f := frame{values: s.push(c.slots), clause: c}
		sure := s.match(&f, c.params, args)
		if sure > no {
			sure = s.body(&f, c.steps, sure, yes)
		}
		s.stack = s.stack[:top]
		switch sure {
		case yes:
			return f.result
		case maybe:
			return value{kind: unknown}
		default: // what comes instead has its turn
		}
	}
	return value{kind: undefined}
}

// match binds parameters to arguments.
func (s *sifter) match(f *frame, params []expr, args []value) verdict {
	sure := yes
	for i := range params {
		if params[i].op == slotExpr {
			f.values[params[i].slot] = args[i]
			continue
		}
		sure = min(sure, same(s.eval(f, &params[i]), args[i]))
	}
	return sure
}
