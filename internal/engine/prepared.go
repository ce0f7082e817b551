package engine

import (
	_ "embed" // for the prepared rules
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// preparedText holds the built-in rules as OPA's compiler has rewritten, ordered and checked them, so that a run neither
// parses nor compiles what was parsed and compiled before release. It is made by go generate: a line for all rules of one
// name, sorted by name, which readPrepared reads.
//
//go:embed prepared.txt
var preparedText string

// unprepared are the stages of OPA's compiler that are not in preparedText, as they make what stands beside rules: the tree
// by which they are found, and the indices. Without those OPA silently finds nothing.
func unprepared() []ast.StageID {
	return []ast.StageID{
		ast.StageSetModuleTree, ast.StageSetRuleTree, ast.StageBuildRuleIndices, ast.StageBuildComprehensionIndices,
	}
}

// link makes a compiler of the prepared rules of some names, with all that they call.
func link(names []string) (*ast.Compiler, error) {
	l := linker{packages: map[string]*ast.Module{}, refs: map[string]ast.Ref{}}
	for _, name := range names {
		l.ref(name)
	}
	for len(l.wanted) > 0 {
		name := l.wanted[len(l.wanted)-1]
		l.wanted = l.wanted[:len(l.wanted)-1]
		if err := l.add(name); err != nil {
			return nil, err
		}
	}
	skipped := slices.DeleteFunc(ast.AllStages(), func(s ast.StageID) bool { return slices.Contains(unprepared(), s) })
	compiler := ast.NewCompiler().WithSkipStages(skipped...)
	compiler.Compile(l.packages)
	if compiler.Failed() {
		return nil, fmt.Errorf("link rules: %w", compiler.Errors)
	}
	return compiler, nil
}

// linker gathers prepared rules.
type linker struct {
	packages map[string]*ast.Module
	refs     map[string]ast.Ref // by the names of the rules that they lead to: those that were met
	wanted   []string           // of them, those whose rules are not here yet
}

// ref is the reference that leads to the rules of a name, which are wanted from then on.
func (l *linker) ref(name string) ast.Ref {
	if ref, met := l.refs[name]; met {
		return ref
	}
	l.refs[name] = refOf(name)
	l.wanted = append(l.wanted, name)
	return l.refs[name]
}

// refOf is the reference to a name whose words have dots between them, the first of which is data.
func refOf(name string) ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument}
	for word := range strings.SplitSeq(strings.TrimPrefix(name, "data."), ".") {
		ref = append(ref, ast.InternedTerm(word))
	}
	return ref
}

// add takes over the rules of a name.
func (l *linker) add(name string) error {
	text, ok := lookUp(preparedText, name)
	if !ok {
		return fmt.Errorf("link rules: there is no %s", name)
	}
	r := preparedReader{text: text, ref: l.ref}
	pkg, file := r.word(), r.word()
	module := l.packages[pkg]
	if module == nil {
		path := l.refs[name]
		for n := strings.Count(name, ".") - strings.Count(pkg, "."); n > 0; n-- {
			path = path[:len(path)-1]
		}
		module = &ast.Module{Package: &ast.Package{Path: path}}
		l.packages[pkg] = module
	}
	for r.err == nil && r.text != "" {
		rule := r.rule(file)
		rule.Module = module
		module.Rules = append(module.Rules, rule)
	}
	if r.err != nil {
		return fmt.Errorf("link rules: read %s: %w", name, r.err)
	}
	return nil
}

// lookUp finds what stands after a name in a text of lines that are sorted by the names at their beginning.
func lookUp(text, name string) (string, bool) {
	for len(text) > 0 {
		begin := strings.LastIndexByte(text[:len(text)/2], '\n') + 1
		end := begin + strings.IndexByte(text[begin:], '\n')
		found, rest, _ := strings.Cut(text[begin:end], " ")
		switch strings.Compare(name, found) {
		case 0:
			return rest, true
		case -1:
			text = text[:begin]
		default:
			text = text[end+1:]
		}
	}
	return "", false
}

// preparedReader reads the rules of one name. Each thing begins with a letter that says what it is, and needs no end.
// After a fault it reads nothing.
type preparedReader struct {
	text string
	ref  func(name string) ast.Ref
	at   *ast.Location // of the rule
	err  error
}

func (r *preparedReader) fail(found string) {
	if r.err == nil {
		r.err = fmt.Errorf("unknown text %.20q", found)
	}
	r.text = ""
}

// word reads up to a blank.
func (r *preparedReader) word() string {
	word, rest, ok := strings.Cut(r.text, " ")
	if !ok {
		r.fail(r.text)
	}
	r.text = rest
	return word
}

// letter reads one byte, 0 after a fault.
func (r *preparedReader) letter() byte {
	if r.text == "" {
		r.fail("")
		return 0
	}
	b := r.text[0]
	r.text = r.text[1:]
	return b
}

// number reads digits and what ends them, a colon.
func (r *preparedReader) number() int {
	n := 0
	for i := range len(r.text) {
		b := r.text[i]
		switch {
		case b == ':':
			r.text = r.text[i+1:]
			return n
		case b < '0' || b > '9' || n > len(preparedText):
			r.fail(r.text)
			return 0
		}
		n = n*10 + int(b-'0')
	}
	r.fail(r.text)
	return 0
}

// bytes reads a number, and as many bytes.
func (r *preparedReader) bytes() string {
	n := r.number()
	if n > len(r.text) {
		r.fail(r.text)
		return ""
	}
	text := r.text[:n]
	r.text = r.text[n:]
	return text
}

// rule reads the number of a line, what kind of rule it is, its head and its body.
func (r *preparedReader) rule(file string) *ast.Rule {
	r.at = &ast.Location{File: file, Row: r.number(), Col: 1}
	made := &ast.Rule{Location: r.at, Head: &ast.Head{Location: r.at}}
	made.Default = r.letter() == 'D'
	head := made.Head
	head.Reference = ast.Ref(r.terms())
	if len(head.Reference) > 0 {
		head.Name, _ = head.Reference[0].Value.(ast.Var)
	}
	if args := r.terms(); len(args) > 0 {
		head.Args = args
	}
	head.Key, head.Value = r.term(), r.term()
	made.Body = r.body()
	if r.letter() == 'E' {
		made.Else = r.rule(file)
	}
	return made
}

func (r *preparedReader) body() ast.Body {
	n := r.number()
	if n > len(r.text) {
		r.fail(r.text)
		return nil
	}
	body := make(ast.Body, n)
	for i := range body {
		body[i] = r.expr()
		body[i].Index = i
	}
	return body
}

func (r *preparedReader) expr() *ast.Expr {
	made := &ast.Expr{Location: r.at, Negated: r.letter() == '!'}
	switch kind := r.letter(); kind {
	case 't':
		made.Terms = r.term()
	case 'c':
		made.Terms = r.terms()
	case 'e':
		made.Terms = &ast.Every{Key: r.term(), Value: r.term(), Domain: r.term(), Body: r.body(), Location: r.at}
	default:
		r.fail(string(kind))
	}
	return made
}

// terms reads a number, and as many terms.
func (r *preparedReader) terms() []*ast.Term {
	n := r.number()
	if n > len(r.text) {
		r.fail(r.text)
		return nil
	}
	terms := make([]*ast.Term, n)
	for i := range terms {
		terms[i] = r.term()
	}
	return terms
}

// term is nil where there is none.
func (r *preparedReader) term() *ast.Term {
	switch letter := r.letter(); letter {
	case '_':
		return nil
	case 'n':
		return ast.InternedNullTerm
	case 'y', 'z':
		return ast.InternedTerm(letter == 'y')
	case 's':
		return ast.InternedTerm(r.bytes())
	case 'q':
		return ast.StringTerm(r.quoted())
	case '#':
		return ast.NumberTerm(json.Number(r.bytes()))
	case 'l':
		return ast.VarTerm(localName(r.number()))
	case 'v':
		return ast.VarTerm(r.bytes())
	case 'd':
		prefix := r.ref(r.bytes())
		return ast.NewTerm(slices.Concat(prefix, ast.Ref(r.terms())))
	case 'r':
		return ast.NewTerm(ast.Ref(r.terms()))
	case 'f':
		return ast.NewTerm(ast.Call(r.terms()))
	default:
		return r.many(letter)
	}
}

// many reads a collection or a comprehension.
func (r *preparedReader) many(letter byte) *ast.Term {
	switch letter {
	case 'a':
		return ast.ArrayTerm(r.terms()...)
	case 'u':
		return ast.SetTerm(r.terms()...)
	case 'o':
		return r.object()
	case 'A':
		return ast.ArrayComprehensionTerm(r.term(), r.body())
	case 'U':
		return ast.SetComprehensionTerm(r.term(), r.body())
	case 'O':
		return ast.ObjectComprehensionTerm(r.term(), r.term(), r.body())
	default:
		r.fail(string(letter))
		return ast.InternedNullTerm
	}
}

func (r *preparedReader) object() *ast.Term {
	terms := r.terms()
	object := ast.NewObjectWithCapacity(len(terms) / 2)
	for i := 1; i < len(terms); i += 2 {
		object.Insert(terms[i-1], terms[i])
	}
	return ast.NewTerm(object)
}

func (r *preparedReader) quoted() string {
	text, err := strconv.Unquote(r.bytes())
	if err != nil {
		r.fail(text)
	}
	return text
}

// localName is what OPA calls a variable that it has renamed. The numbers begin anew with each rule.
func localName(n int) string { return "__local" + strconv.Itoa(n) + "__" }
