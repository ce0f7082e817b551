package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/report"
	"github.com/iamlint/iamlint/rules"
)

// check runs the pipeline: find files, judge each, report on all.
func (a *app) check(ctx context.Context, j *job) error {
	// Compiling rules is most of the time that a small run takes, and most files hold neither a template
	// nor a policy: the first one that does pays for it.
	judges := sync.OnceValues(func() (*judge, error) { return newJudge(j.rules, a.now) })
	f := finder{cwd: j.cwd, stdin: j.stdin, exclude: j.config.exclude}
	if j.rules.names() {
		judge, err := judges()
		if err != nil {
			return err
		}
		f.notices = j.rules.unset(judge.engine.Rules())
	}
	if err := f.find(ctx, j.paths); err != nil {
		return err
	}
	x := examiner{cwd: j.cwd, roots: newRoots(j.cwd, f.files), kind: j.kind, params: j.params, stdin: a.stdin, judge: judges, principals: report.ShowsPrincipals(j.format)}
	outcomes := make([]outcome, len(f.files))
	err := untilInterrupted(ctx, len(f.files), func(i int) { outcomes[i] = x.examine(ctx, f.files[i]) })
	if err != nil {
		return err
	}
	if err = x.together(ctx, outcomes); err != nil {
		return err
	}
	r, err := collect(f.notices, outcomes)
	if err != nil {
		return err
	}
	return a.conclude(ctx, j, r, outcomes)
}

// conclude leaves out what is accepted, settles the exit code and writes what is to be shown.
func (a *app) conclude(ctx context.Context, j *job, r finding.Report, outcomes []outcome) error {
	if err := a.accept(j, &r, outcomes); err != nil {
		return err
	}
	if j.migrate != nil {
		return nil
	}
	a.code = a.verdict(j, r, outcomes)
	hidden := func(f finding.Finding) bool { return f.Severity < j.show }
	r.Findings, r.Suppressed = slices.DeleteFunc(r.Findings, hidden), slices.DeleteFunc(r.Suppressed, hidden)
	return a.write(ctx, j, r)
}

// judge is what comes after parsing.
type judge struct {
	expander *expand.Expander
	finder   *escalation.Finder
	engine   *engine.Engine

	severities map[string]finding.Severity // of rules, in place of their own
}

// newJudge reads the rules and what they go by. A small run takes hardly longer than that, so that its three
// parts are read at once.
func newJudge(pick rulePick, now time.Time) (*judge, error) {
	var j judge
	var errs [3]error
	var readers sync.WaitGroup
	readers.Go(func() { j.expander, errs[0] = expand.New(rules.FS, now) })
	readers.Go(func() { j.finder, errs[1] = escalation.New(rules.FS) })
	j.engine, errs[2] = pick.engine()
	readers.Wait()
	if err := cmp.Or(errs[:]...); err != nil {
		return nil, err
	}
	j.expander.Trusted = pick.trusted
	j.severities = map[string]finding.Severity{}
	for _, r := range pick.regraded {
		j.severities[r.rule.name] = r.severity
	}
	return &j, nil
}

// facts writes onto a model what rules judge by.
func (j *judge) facts(m *policy.Model) {
	j.expander.Model(m)
	j.finder.Model(m)
}

// collect makes one report of all outcomes.
func collect(notices []finding.Notice, outcomes []outcome) (finding.Report, error) {
	r := finding.Report{Notices: notices, Sources: map[string][]byte{}}
	var judged *judge // the same one for all
	for _, o := range outcomes {
		if o.err != nil {
			return finding.Report{}, o.err
		}
		r.Findings = append(r.Findings, o.findings...)
		r.Notices = append(r.Notices, o.notices...)
		r.Principals = append(r.Principals, o.principals...)
		switch {
		case o.judge != nil:
			r.Files++
			judged = o.judge
		case len(o.notices) == 0:
			r.Skipped++
		}
	}
	if judged != nil {
		r.Rules = judged.engine.Applied()
		judged.grade(&r)
	}
	addSources(&r, outcomes)
	slices.SortFunc(r.Findings, finding.Finding.Compare)
	slices.SortStableFunc(r.Principals, func(p, q finding.Principal) int { return p.At.Compare(q.At) })
	slices.SortStableFunc(r.Notices, func(m, n finding.Notice) int { return m.At.Compare(n.At) })
	report.Fingerprints(&r)
	return r, nil
}

// addSources adds the contents of the artifacts that findings and notices point into, which need not be those
// in which they were found.
func addSources(r *finding.Report, outcomes []outcome) {
	named := map[string]bool{}
	for _, f := range r.Findings {
		named[f.At.Artifact] = true
		for _, related := range slices.Concat(f.Related, f.Steps) {
			named[related.At.Artifact] = true
		}
	}
	for _, n := range r.Notices {
		named[n.At.Artifact] = true
	}
	for _, o := range outcomes {
		if named[o.artifact] {
			r.Sources[o.artifact] = o.content
		}
		for artifact, content := range o.included {
			if named[artifact] {
				r.Sources[artifact] = content
			}
		}
	}
}

// verdict is the exit code. What is found counts whether it is shown or not, so that looking at the gravest
// findings only does not let the others through.
func (a *app) verdict(j *job, r finding.Report, outcomes []outcome) int {
	for _, o := range outcomes {
		if o.bug != "" {
			a.say("internal error in %s:\n%s", o.artifact, o.bug)
		}
	}
	grave := func(f finding.Finding) bool { return !j.neverFail && f.Severity >= j.failOn }
	switch {
	case slices.ContainsFunc(outcomes, func(o outcome) bool { return o.bug != "" }):
		return exitBug
	case slices.ContainsFunc(r.Notices, func(n finding.Notice) bool { return n.Failure }):
		return exitIncomplete
	case !slices.ContainsFunc(r.Findings, grave):
		return exitClean
	case !slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return grave(f) && f.Severity >= j.show }):
		a.say("findings that are not shown fail the run (--severity %s, --fail-on %s)", j.show, j.failOn)
	}
	return exitFindings
}

// present writes the report in its format, or what is found as a baseline.
func (a *app) present(w io.Writer, j *job, r finding.Report) error {
	if j.accepting {
		return a.writeBaseline(w, j, r)
	}
	options := a.reportOptions(j.output)
	options.Suppressed = j.showSuppressed
	return report.Write(w, j.format, r, options)
}

// write writes the report where it is wanted, unless the context ended.
func (a *app) write(ctx context.Context, j *job, r finding.Report) error {
	write := func(w io.Writer) error {
		if err := a.present(w, j, r); err != nil {
			return err
		}
		return ctx.Err()
	}
	if j.output == standardPath {
		return writeBuffered(a.stdout, write)
	}
	if err := writeFile(j.output, write); err != nil {
		return fmt.Errorf("write report to %q: %w", j.output, err)
	}
	return nil
}
