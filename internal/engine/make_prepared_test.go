package engine

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/open-policy-agent/opa/v1/ast"
)

// prepareRules writes compiled rules as link reads them. What it cannot write, or what OPA could not find when only some
// of the rules are there, is an error: a rule has to be written otherwise then, or this here has to learn it.
func prepareRules(compiler *ast.Compiler) ([]byte, error) {
	groups := map[string][]*ast.Rule{}
	for _, path := range slices.Sorted(maps.Keys(compiler.Modules)) {
		for _, r := range compiler.Modules[path].Rules {
			name := r.Module.Package.Path.Append(ast.StringTerm(r.Head.Ref()[0].String())).String() // of x.y and of x[y] that of x
			groups[name] = append(groups[name], r)
		}
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		if name == "data.iamlint.findings" {
			continue // it stands for all rules, and a run asks them one by one
		}
		w := &preparer{groups: groups}
		w.group(name)
		if w.err != nil {
			return nil, fmt.Errorf("prepare %s: %w", name, w.err)
		}
		fmt.Fprintf(&b, "%s %s\n", name, w.b.String())
	}
	return []byte(b.String()), nil
}

// preparer writes rules in the form that preparedReader reads.
type preparer struct {
	b      strings.Builder
	groups map[string][]*ast.Rule
	at     *ast.Rule
	locals map[ast.Var]int // what OPA has renamed in a rule, numbered as it comes
	err    error           // the first
}

func (w *preparer) fail(what string) {
	if w.err == nil {
		w.err = fmt.Errorf("%s: %s", w.at.Location, what)
	}
}

// group writes the rules of a name.
func (w *preparer) group(name string) {
	rules := w.groups[name]
	first := rules[0]
	fmt.Fprintf(&w.b, "%s %s ", first.Module.Package.Path, first.Location.File)
	for _, w.at = range rules {
		if w.at.Location.File != first.Location.File {
			w.fail("its name is in two files")
		}
		w.locals = map[ast.Var]int{}
		w.rule(w.at)
	}
	for other := range w.groups {
		if strings.HasPrefix(other, name+".") {
			w.fail("there is " + other + " in it")
		}
	}
}

func (w *preparer) rule(r *ast.Rule) {
	kind := "R"
	if r.Default {
		kind = "D"
	}
	fmt.Fprintf(&w.b, "%d:%s", r.Location.Row, kind)
	w.terms(r.Head.Ref())
	w.terms(r.Head.Args)
	w.term(r.Head.Key)
	w.term(r.Head.Value)
	w.body(r.Body)
	if r.Else == nil {
		w.b.WriteByte('.')
		return
	}
	w.b.WriteByte('E')
	w.rule(r.Else)
}

func (w *preparer) body(body ast.Body) {
	fmt.Fprintf(&w.b, "%d:", len(body))
	for _, e := range body {
		w.expr(e)
	}
}

func (w *preparer) expr(e *ast.Expr) {
	if len(e.With) > 0 {
		w.fail("it has a with")
	}
	w.b.WriteByte(map[bool]byte{false: '=', true: '!'}[e.Negated])
	switch terms := e.Terms.(type) {
	case *ast.Term:
		w.b.WriteByte('t')
		w.term(terms)
	case []*ast.Term:
		w.b.WriteByte('c')
		w.terms(terms)
	case *ast.Every:
		w.b.WriteByte('e')
		w.term(terms.Key)
		w.term(terms.Value)
		w.term(terms.Domain)
		w.body(terms.Body)
	default:
		w.fail(fmt.Sprintf("it has a %T", terms))
	}
}

func (w *preparer) terms(terms []*ast.Term) {
	fmt.Fprintf(&w.b, "%d:", len(terms))
	for _, t := range terms {
		w.term(t)
	}
}

// bytes writes a text after the letter that says what it is.
func (w *preparer) bytes(letter byte, text string) {
	fmt.Fprintf(&w.b, "%c%d:%s", letter, len(text), text)
}

func (w *preparer) term(t *ast.Term) {
	if t == nil {
		w.b.WriteByte('_')
		return
	}
	switch v := t.Value.(type) {
	case ast.Null:
		w.b.WriteByte('n')
	case ast.Boolean:
		w.b.WriteByte(map[bool]byte{true: 'y', false: 'z'}[bool(v)])
	case ast.Number:
		w.bytes('#', string(v))
	case ast.String:
		w.text(string(v))
	case ast.Var:
		w.variable(v)
	case ast.Ref:
		w.ref(v)
	case ast.Call:
		w.b.WriteByte('f')
		w.terms(v)
	default:
		w.many(v)
	}
}

func (w *preparer) many(v ast.Value) {
	switch v := v.(type) {
	case *ast.Array:
		w.collection('a', v.Foreach)
	case ast.Set:
		w.collection('u', v.Foreach)
	case ast.Object:
		w.collection('o', func(add func(*ast.Term)) {
			v.Foreach(func(key, value *ast.Term) {
				add(key)
				add(value)
			})
		})
	case *ast.ArrayComprehension:
		w.comprehension('A', v.Body, v.Term)
	case *ast.SetComprehension:
		w.comprehension('U', v.Body, v.Term)
	case *ast.ObjectComprehension:
		w.comprehension('O', v.Body, v.Key, v.Value)
	default:
		w.fail(fmt.Sprintf("it has a %T", v))
	}
}

func (w *preparer) collection(letter byte, each func(func(*ast.Term))) {
	var terms []*ast.Term
	each(func(t *ast.Term) { terms = append(terms, t) })
	w.b.WriteByte(letter)
	w.terms(terms)
}

func (w *preparer) comprehension(letter byte, body ast.Body, terms ...*ast.Term) {
	w.b.WriteByte(letter)
	for _, t := range terms {
		w.term(t)
	}
	w.body(body)
}

// text keeps a text on its line.
func (w *preparer) text(text string) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		w.bytes('q', strconv.Quote(text))
		return
	}
	w.bytes('s', text)
}

func (w *preparer) variable(v ast.Var) {
	var number int
	if _, err := fmt.Sscanf(string(v), "__local%d__", &number); err != nil || string(v) != localName(number) {
		w.bytes('v', string(v))
		return
	}
	n, met := w.locals[v]
	if !met {
		n = len(w.locals)
		w.locals[v] = n
	}
	fmt.Fprintf(&w.b, "l%d:", n)
}

// ref writes a reference, with what it leads to by name when that is rules.
func (w *preparer) ref(ref ast.Ref) {
	if !ref.HasPrefix(ast.DefaultRootRef) {
		w.b.WriteByte('r')
		w.terms(ref)
		return
	}
	for n := 2; n <= len(ref); n++ {
		name := ref[:n].String()
		if w.groups[name] != nil && !strings.ContainsAny(name, `["`) {
			w.bytes('d', name)
			w.terms(ref[n:])
			return
		}
	}
	w.fail(fmt.Sprintf("%s leads to no rule by its name", ref))
}
