package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/iamlint/iamlint/internal/policy"
)

// Work counts the steps that OPA takes to judge all of a model by the rules that are applied, also of those items that a
// run would leave out since it has judged the like of them.
func (e *Engine) Work(ctx context.Context, m *policy.Model) (steps int, err error) {
	s := newSelection(e, m, slices.Concat(e.others, e.alone))
	s.all()
	if err := e.ask(s); err != nil {
		return 0, err
	}
	if err := s.prepare(s.questions); err != nil {
		return 0, err
	}
	count := counter{steps: &steps}
	for portion := range s.divide(s.questions) {
		for i := range s.questions {
			if input := s.input(&s.questions[i], portion, s.encoder); input != nil {
				if err := e.trace(ctx, s.questions[i].query, input, count); err != nil {
					return 0, fmt.Errorf("rule %s: %w", s.questions[i].file.rule.ID, err)
				}
			}
		}
	}
	return steps, nil
}

func (e *Engine) trace(ctx context.Context, q *query, input *ast.Term, tracer topdown.QueryTracer) error {
	transaction, err := e.store.NewTransaction(ctx)
	if err != nil {
		return err
	}
	defer e.store.Abort(ctx, transaction)
	_, err = topdown.NewQuery(q.body).
		WithCompiler(q.rules).WithQueryCompiler(q.compiler).
		WithStore(e.store).WithTransaction(transaction).
		WithInput(input).WithStrictBuiltinErrors(true).WithQueryTracer(tracer).
		Run(ctx)
	return err
}

// counter counts what OPA does: each expression that it tries, and each answer that it looks for another of.
type counter struct{ steps *int }

func (c counter) Enabled() bool               { return true }
func (c counter) TraceEvent(topdown.Event)    { *c.steps++ }
func (c counter) Config() topdown.TraceConfig { return topdown.TraceConfig{} }
