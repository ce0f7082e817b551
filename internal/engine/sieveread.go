package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Sieves stand in the index as text: lists in brackets, as in (= (. $0 "effect") "Allow").

// stepWords begin a step, exprWords an expression that is a list.
var (
	stepWords = [...]string{letStep: "let", eachStep: "each", testStep: "test", equalStep: "=", notStep: "not", everyStep: "every", maybeStep: "maybe"}
	exprWords = [...]string{refExpr: ".", callExpr: "call", someExpr: "some"}
	setWords  = [...]string{listValue: "list", setValue: "set", tableValue: "table"}
)

// reader reads sieves from their text. After a fault it reads nothing but ends. Each run reads those of most rules: it
// pays to be quick, and to make no list longer than it becomes.
type reader struct {
	text string
	call func(name string) *function // finds what sieves call
	err  error
	*scratch
}

// scratch holds the lists that are being read, of a sieve and of the functions that are read meanwhile.
type scratch struct {
	taken []step
	args  []expr
}

func readReport(text string, call func(string) *function, on *scratch) (reportSieve, error) {
	var made reportSieve
	r := &reader{text: text, call: call, scratch: on}
	r.open()
	made.list, made.slots, made.item = r.quoted(), r.number(), r.number()
	made.steps = r.steps()
	return made, r.err
}

func readFunction(text string, call func(string) *function, on *scratch) (*function, error) {
	made := &function{}
	r := &reader{text: text, call: call, scratch: on}
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
func (r *reader) skip() {
	for r.text != "" && r.text[0] == ' ' {
		r.text = r.text[1:]
	}
}

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
	for end := range len(r.text) {
		if b := r.text[end]; b == ' ' || b == '(' || b == ')' {
			word := r.text[:end]
			r.text = r.text[end:]
			return word
		}
	}
	r.fail("the end of a word", r.text)
	return ""
}

func (r *reader) quoted() string {
	r.skip()
	if strings.HasPrefix(r.text, `"`) {
		end := strings.IndexByte(r.text[1:], '"') + 1
		if plain := r.text[1:max(1, end)]; end > 0 && strings.IndexByte(plain, '\\') < 0 {
			r.text = r.text[end+1:]
			return plain
		}
	}
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
	c.params = r.exprs()
	r.open()
	c.steps = r.steps()
	c.value = r.expr()
	if !r.close() {
		c.other = r.clause()
		r.close()
	}
	return c
}

func (r *reader) steps() []step { return upToEnd(r, &r.taken, r.step) }

func (r *reader) exprs() []expr { return upToEnd(r, &r.args, r.expr) }

// upToEnd reads up to the end of a list, with a stack on which items wait until it is known how many there are: one that
// is read may hold others.
func upToEnd[T any](r *reader, stack *[]T, read func() T) []T {
	begin := len(*stack)
	for !r.close() {
		item := read()
		*stack = append(*stack, item)
	}
	items := slices.Clone((*stack)[begin:])
	*stack = (*stack)[:begin]
	return items
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
		s.a = r.expr()
		b := r.expr()
		s.b = &b
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
	e.args = r.exprs()
	return e
}

func (r *reader) callee() expr {
	name := r.quoted()
	e := expr{op: callExpr, value: textOf(name)}
	if e.builtIn = builtIns()[name]; e.builtIn == nil {
		e.function = r.call(name)
	}
	return e
}

func (r *reader) comprehension() expr {
	e := expr{op: someExpr, kind: valueKind(max(0, slices.Index(setWords[:], r.word())))}
	r.open()
	e.args = r.exprs()
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
