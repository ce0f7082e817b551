package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// query asks for the value of the variable found.
type query struct {
	body     ast.Body
	rules    *ast.Compiler
	compiler ast.QueryCompiler
}

// ask makes the query for the rules of a name, such as data.iamlint.rules.admin_access.report. It is so plain that it
// needs no compiling.
func ask(compiler *ast.Compiler, name string) *query {
	report := ast.NewTerm(refOf(name))
	body := ast.NewBody(ast.Equality.Expr(ast.VarTerm("found"), report))
	return &query{body: body, rules: compiler, compiler: compiler.QueryCompiler()}
}

// Evaluate judges one model. Findings are sorted by Compare, without repeats. A rule that fails,
// reports something other than findings, or takes too long is an error; what the other rules found
// is returned with it.
func (e *Engine) Evaluate(ctx context.Context, m *policy.Model) ([]finding.Finding, error) {
	findings, err := e.findings(ctx, m)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		err = fmt.Errorf("apply rules to %s: %w", m.Artifact, err)
	}
	slices.SortFunc(findings, finding.Finding.Compare)
	findings = slices.CompactFunc(findings, func(a, b finding.Finding) bool { return a.Compare(b) == 0 })
	nameConstructs(m, findings)
	return e.judgeAttachments(m, e.yield(findings)), err
}

// findings asks the rules that judge each item alone about each wording that is new, and the others about everything.
func (e *Engine) findings(ctx context.Context, m *policy.Model) ([]finding.Finding, error) {
	whole, fresh := newSelection(e, m, e.others), newSelection(e, m, e.alone)
	whole.all()
	crowd := whole.gather(e.lists)
	fresh.some(crowd)
	if err := e.ask(whole, fresh); err != nil {
		return nil, err
	}
	said, err := e.answer(ctx, fresh)
	if err = errors.Join(err, crowd.learn(said)); err == nil {
		e.memory.keep(crowd)
	}
	found, fault := e.answer(ctx, whole)
	return append(found, crowd.findings()...), errors.Join(err, fault)
}

// nameConstructs writes onto findings which construct of the CDK their target was made from: what the user
// wrote is that, and not the template.
func nameConstructs(m *policy.Model, findings []finding.Finding) {
	paths := map[string]string{}
	for _, r := range m.Resources {
		paths[r.Name] = r.Path
	}
	for _, target := range m.Targets {
		paths[target.Name] = target.Path
	}
	for i := range findings {
		findings[i].Construct = paths[findings[i].Target]
	}
}

// run evaluates a query until the context ends it. Built-in rules need no other limit: they take less than a millisecond.
func (e *Engine) run(ctx context.Context, q *query, input *ast.Term) (*ast.Term, error) {
	stop := topdown.NewCancel()
	defer context.AfterFunc(ctx, stop.Cancel)()
	transaction, err := e.store.NewTransaction(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the store: %w", err)
	}
	defer e.store.Abort(ctx, transaction)
	results, err := topdown.NewQuery(q.body).
		WithCompiler(q.rules).WithQueryCompiler(q.compiler).
		WithStore(e.store).WithTransaction(transaction).
		WithInput(input).WithCancel(stop).WithStrictBuiltinErrors(true).
		Run(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, err
	case len(results) != 1:
		return nil, errors.New("the query has no one answer")
	}
	return results[0]["found"], nil
}
