package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// reader reads sieves from their text. After a fault it reads nothing but ends.
type reader struct {
	text string
	call func(name string) *function // finds what sieves call
	err  error
}

func readReport(text string, call func(string) *function) (reportSieve, error) {
	var made reportSieve
	r := &reader{text: text, call: call}
	r.open()
	made.list, made.slots, made.item = r.quoted(), r.number(), r.number()
	made.steps = r.steps()
	return made, r.err
}

func readFunction(text string, call func(string) *function) (*function, error) {
	made := &function{}
	r := &reader{text: text, call: call}
	r.open()
	for !r.close() {
		made.clauses = append(made.clauses, r.clause())
	}
	return made, r.err
}

func (r *reader) fail(what, found string) {
	if r.err == nil {
		r.err = fmt.Errorf("read a sieve: want %s, have %q", what, found)
	}
	r.text = ""
}

// skip leaves out blanks.
func (r *reader) skip() { r.text = strings.TrimLeft(r.text, " ") }

func (r *reader) open() {
	r.skip()
	if !strings.HasPrefix(r.text, "(") {
		r.fail("a list", r.text)
		return
	}
	r.text = r.text[1:]
}

// close tells whether a list ends here, and if so leaves it.
func (r *reader) close() bool {
	r.skip()
	if r.text == "" {
		r.fail("the end of a list", "")
		return true
	}
	if r.text[0] == ')' {
		r.text = r.text[1:]
		return true
	}
	return false
}

func (r *reader) word() string {
	r.skip()
	end := strings.IndexAny(r.text, " ()")
	if end < 0 {
		r.fail("the end of a word", r.text)
		return ""
	}
	word := r.text[:end]
	r.text = r.text[end:]
	return word
}

func (r *reader) quoted() string {
	r.skip()
	prefix, err := strconv.QuotedPrefix(r.text)
	if err != nil {
		r.fail("a text", r.text)
		return ""
	}
	r.text = r.text[len(prefix):]
	plain, _ := strconv.Unquote(prefix)
	return plain
}

func (r *reader) number() int {
	word := r.word()
	n, err := strconv.Atoi(word)
	if err != nil {
		r.fail("a number", word)
	}
	return n
}

func (r *reader) clause() *clause {
	r.open()
	c := &clause{slots: r.number()}
	r.open()
	for !r.close() {
		c.params = append(c.params, r.expr())
	}
	r.open()
	c.steps = r.steps()
	c.value = r.expr()
	if !r.close() {
		c.other = r.clause()
		r.close()
	}
	return c
}

// steps reads steps up to the end of the list that they are in.
func (r *reader) steps() []step {
	var steps []step
	for !r.close() {
		steps = append(steps, r.step())
	}
	return steps
}

func (r *reader) step() step {
	r.open()
	word := r.word()
	op := slices.Index(stepWords[:], word)
	if op < 0 {
		r.fail("a step", word)
		return step{}
	}
	s := step{op: stepOp(op)}
	switch s.op {
	case letStep:
		s.slots[0], s.a = r.number(), r.expr()
	case eachStep, everyStep:
		s.slots[0], s.slots[1], s.a = r.number(), r.number(), r.expr()
	case testStep:
		s.a = r.expr()
	case equalStep:
		s.a, s.b = r.expr(), r.expr()
	default: // the others have steps only
	}
	s.steps = r.steps()
	return s
}

func (r *reader) expr() expr {
	r.skip()
	switch {
	case strings.HasPrefix(r.text, `"`):
		return expr{op: constExpr, value: textOf(r.quoted())}
	case strings.HasPrefix(r.text, "("):
		return r.compound()
	}
	switch word := r.word(); {
	case word == "?":
		return expr{}
	case word == "input":
		return expr{op: inputExpr}
	case strings.HasPrefix(word, "$"):
		slot, err := strconv.Atoi(word[1:])
		if err != nil {
			r.fail("a variable", word)
		}
		return expr{op: slotExpr, slot: slot}
	default:
		return expr{op: constExpr, value: r.scalar(word)}
	}
}

func (r *reader) scalar(word string) value {
	switch word {
	case "true", "false":
		return truthOf(word == "true")
	case "null":
		return value{kind: nullValue}
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		r.fail("a value", word)
	}
	return intOf(n)
}

func (r *reader) compound() expr {
	r.open()
	word := r.word()
	switch {
	case word == exprWords[someExpr]:
		return r.comprehension()
	case slices.Contains(setWords[listValue:], word):
		return expr{op: constExpr, value: r.items(word)}
	}
	e := expr{op: refExpr}
	if word == exprWords[callExpr] {
		e = r.callee()
	}
	for !r.close() {
		e.args = append(e.args, r.expr())
	}
	return e
}

func (r *reader) callee() expr {
	e := expr{op: callExpr, name: r.quoted()}
	if e.builtIn = builtIns()[e.name]; e.builtIn == nil {
		e.function = r.call(e.name)
	}
	return e
}

func (r *reader) comprehension() expr {
	e := expr{op: someExpr, kind: valueKind(max(0, slices.Index(setWords[:], r.word())))}
	r.open()
	for !r.close() {
		e.args = append(e.args, r.expr())
	}
	if len(e.args) == 0 {
		r.fail("what a comprehension collects", r.text)
	}
	e.steps = r.steps()
	return e
}

func (r *reader) items(word string) value {
	v := value{kind: valueKind(slices.Index(setWords[:], word)), many: &many{}}
	for !r.close() {
		if v.kind == tableValue {
			v.many.keys = append(v.many.keys, r.expr().value)
		}
		v.many.items = append(v.many.items, r.expr().value)
	}
	return v
}
