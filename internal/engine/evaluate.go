package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

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

func prepare(compiler *ast.Compiler, text string) (*query, error) {
	body, err := ast.ParseBody(text)
	if err != nil {
		return nil, fmt.Errorf("read query: %w", err)
	}
	q := &query{rules: compiler, compiler: compiler.QueryCompiler()}
	if q.body, err = q.compiler.Compile(body); err != nil {
		return nil, fmt.Errorf("compile query: %w", err)
	}
	return q, nil
}

// Evaluate judges one model. Findings are sorted by Compare, without repeats. A rule that fails,
// reports something other than findings, or takes too long is an error; what the other rules found
// is returned with it.
func (e *Engine) Evaluate(ctx context.Context, m *policy.Model) ([]finding.Finding, error) {
	p, err := e.programFor(m)
	if err != nil || p == nil {
		return nil, err
	}
	input, err := e.model.encode(m)
	if err != nil {
		return nil, fmt.Errorf("prepare %s for rules: %w", m.Artifact, err)
	}
	input.Value.(ast.Object).Insert(settingsKey, e.settings)
	findings, err := e.all(ctx, p, input)
	if err != nil && ctx.Err() == nil {
		findings, err = e.each(ctx, p, input)
	}
	if err != nil {
		err = fmt.Errorf("apply rules to %s: %w", m.Artifact, err)
	}
	slices.SortFunc(findings, finding.Finding.Compare)
	findings = slices.CompactFunc(findings, func(a, b finding.Finding) bool { return a.Compare(b) == 0 })
	nameConstructs(m, findings)
	return e.judgeAttachments(m, findings), err
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

// all asks every rule at once.
func (e *Engine) all(ctx context.Context, p *program, input *ast.Term) ([]finding.Finding, error) {
	reports, err := e.run(ctx, p.findings, input, e.deadline)
	if err != nil {
		return nil, err
	}
	byName, ok := reports.Value.(ast.Object)
	if !ok {
		return nil, errors.New("the entrypoint gives no findings by rule")
	}
	var findings []finding.Finding
	for _, f := range p.files {
		report := byName.Get(ast.StringTerm(f.name()))
		if report == nil {
			return nil, fmt.Errorf("rule %s: its report is undefined", f.rule.ID)
		}
		more, err := read(f.rule, report)
		if err != nil {
			return nil, err
		}
		findings = append(findings, more...)
	}
	return findings, nil
}

// each asks one rule after the other, when some rule is at fault, to know which, and to
// lose nothing of what the others find. Each may take a quarter of the time that all had.
func (e *Engine) each(ctx context.Context, p *program, input *ast.Term) ([]finding.Finding, error) {
	var findings []finding.Finding
	var faults []error
	for _, f := range p.files {
		more, err := e.one(ctx, f, p.compiler, input)
		findings = append(findings, more...)
		if err != nil {
			faults = append(faults, fmt.Errorf("rule %s: %w", f.rule.ID, err))
		}
	}
	return findings, errors.Join(faults...)
}

func (e *Engine) one(ctx context.Context, f *file, compiler *ast.Compiler, input *ast.Term) ([]finding.Finding, error) {
	q, err := prepare(compiler, "found = data.iamlint.rules."+f.name()+".report")
	if err != nil {
		return nil, err
	}
	report, err := e.run(ctx, q, input, e.deadline/4)
	if err != nil {
		return nil, err
	}
	return read(f.rule, report)
}

// run evaluates a query until the context or, with a user's own rules, the time limit ends it.
// Built-in rules need no limit: they take less than a millisecond.
func (e *Engine) run(ctx context.Context, q *query, input *ast.Term, limit time.Duration) (*ast.Term, error) {
	if e.custom {
		var release context.CancelFunc
		ctx, release = context.WithTimeoutCause(ctx, limit, fmt.Errorf("took longer than %s", limit))
		defer release()
	}
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
