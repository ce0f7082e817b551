// Package engine judges the model with rules written in Rego. It is the only
// importer of OPA, and of OPA it uses the compiler and the evaluator, no more.
package engine

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// Options choose the rules. The zero Options stand for the built-in rules that are not opt-in.
type Options struct {
	BuiltIn fs.FS                   // nil stands for the rules that iamlint brings
	Custom  []fs.FS                 // a user's own rules, laid out like the built-in ones
	Enabled func(finding.Rule) bool // nil stands for every rule that is not opt-in
	Full    bool                    // compile built-in rules with every check, as custom ones are, and let no sieve keep anything from them

	// Settings gives what the user set of a rule, as ReadSettings reads it, and nil for one of which nothing is set.
	// A nil Settings stands for nothing set at all.
	Settings func(finding.Rule) (map[string]any, error)
}

// Engine holds rules. It is safe for concurrent use.
type Engine struct {
	model    *shape
	shared   []*file
	known    []*file       // sorted by id
	applied  []*file       // those of them that are enabled
	custom   bool          // some of these are a user's own
	full     bool          // compile with every check
	open     bool          // let no sieve keep anything from rules
	deadline time.Duration // for all custom rules together, on one model
	runaway  atomic.Bool   // a custom rule goes on after it was stopped
	store    storage.Store
	settings *ast.Term // what rules know as input.settings
	sifted   value     // the same for sieves

	all    func() []finding.Rule // known, as others see them
	listed func() []finding.Rule // applied, likewise

	alone, others []*file  // of those that are applied: see judgesAlone
	lists         []string // that the former go through
	memory        memory
	sifters       sync.Pool // see newSifter

	mutex    sync.Mutex // guards what follows
	programs map[*file]*program
	builds   int
}

// New finds out what rules there are. It refuses rules that are not where they should be or don't say what they
// are, and a user's own rules that have no report or don't compile. Built-in rules are compiled when a model asks for them.
func New(options Options) (*Engine, error) {
	model, err := shapeOf(reflect.TypeFor[policy.Model]())
	if err != nil {
		return nil, fmt.Errorf("describe the model: %w", err)
	}
	e := &Engine{model: model, deadline: mostTime, store: inmem.New(), programs: map[*file]*program{}, memory: memory{known: map[key]*alike{}}}
	e.known, e.shared, err = load(options.BuiltIn, options.Custom)
	if err != nil {
		return nil, err
	}
	e.choose(options.Enabled)
	e.all = sync.OnceValue(func() []finding.Rule { return rulesOf(e.known) })
	e.listed = sync.OnceValue(func() []finding.Rule { return rulesOf(e.applied) })
	if e.settings, err = settingsOf(e.applied, options.Settings); err != nil {
		return nil, err
	}
	e.sifted = value{kind: unknown}
	if v, ok := constant(e.settings); ok {
		e.sifted = v
	}
	e.full, e.open = e.custom || options.Full, options.Full
	e.divide()
	if e.full {
		_, err = e.compiled(e.applied)
	}
	return e, err
}

func (e *Engine) choose(enabled func(finding.Rule) bool) {
	if enabled == nil {
		enabled = func(r finding.Rule) bool { return !r.OptIn }
	}
	for _, f := range e.known {
		if enabled(f.rule) {
			e.applied = append(e.applied, f)
			e.custom = e.custom || f.custom
		}
	}
}

// divide tells the rules that judge each item alone from others.
func (e *Engine) divide() {
	for _, f := range e.applied {
		if e.open || !f.alone {
			e.others = append(e.others, f)
			continue
		}
		e.alone = append(e.alone, f)
		e.lists = append(e.lists, f.asks...)
	}
	slices.Sort(e.lists)
	e.lists = slices.Compact(e.lists)
}

// Rules lists every rule known, enabled or not, sorted by ID. It is the same list each time.
func (e *Engine) Rules() []finding.Rule { return e.all() }

// Applied lists the rules that are enabled, sorted by ID. It is the same list each time.
func (e *Engine) Applied() []finding.Rule { return e.listed() }

func rulesOf(files []*file) []finding.Rule {
	listed := make([]finding.Rule, len(files))
	for i, f := range files {
		listed[i] = f.rule
	}
	return listed
}
