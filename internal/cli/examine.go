package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// examiner takes files through the pipeline, up to the report. It is safe for concurrent use.
type examiner struct {
	kind    policy.DocumentKind // of documents that stand alone; "" to guess
	params  map[string]string   // of templates
	managed parse.Managed
	cwd     string
	roots   roots
	stdin   io.Reader
	judge   func() (*judge, error)

	principals bool // find out who can do what, which the report shows
}

// outcome is what came of one file.
type outcome struct {
	artifact string
	path     string // "" of what is no file of its own
	named    bool   // by the user, not found in a folder
	content  []byte
	findings []finding.Finding
	notices  []finding.Notice
	judge    *judge     // nil when the file holds neither a template nor a policy
	waits    *node.Node // a template that is judged together with others, until it is
	nested   []string   // the artifacts that it nests
	template bool
	included map[string][]byte // the contents of the files that it includes, by artifact
	bug      string            // what panicked, and where

	principals []finding.Principal
	err        error // which ends the whole run
}

// examine reads a file and judges it, unless it has to wait for others.
func (x *examiner) examine(ctx context.Context, f file) (o outcome) {
	o.artifact, o.path, o.named = f.artifact, f.path, f.named
	guard(&o, func() {
		content, err := readPath(ctx, f.path, x.stdin, maxSize)
		o.content = content
		switch {
		case ctx.Err() != nil:
			o.err = ctx.Err()
		case errors.Is(err, errTooLarge) && !claimsToBeOurs(content):
			// Some other file: lock files and data may well be large.
		case err != nil:
			o.notices = append(o.notices, failure(f.artifact, "cannot be read: "+reason(err)))
		default:
			x.judgeContent(ctx, &o)
		}
	})
	return o
}

// guard does something with an outcome. A panic is a bug of ours, and no reason not to judge the other files.
func guard(o *outcome, do func()) {
	defer func() {
		if p := recover(); p != nil {
			stack := debug.Stack()
			if elsewhere, ok := p.(*parallel.Panic); ok {
				stack = elsewhere.Stack
			}
			o.bug = fmt.Sprintf("%v\n%s", p, stack)
			o.notices = append(o.notices, failure(o.artifact, fmt.Sprintf("internal error: %v; please report it at https://github.com/iamlint/iamlint/issues", p)))
		}
	}()
	do()
}

// judgeContent fills in what the content is found to be. What is neither template nor policy is a policy, and a broken
// one, if the user named the file and said what kind of policy it is; but other YAML and JSON may stand beside policies.
func (x *examiner) judgeContent(ctx context.Context, o *outcome) {
	root, err := x.tree(o)
	called := o.named && x.kind != ""
	switch {
	case root == nil && err != nil && called && !claimsToBeOurs(o.content):
		x.judgeModel(ctx, o, parse.Broken(o.artifact, err, x.kind), nil)
	case root == nil:
	case cfn.IsTemplate(root):
		o.template = true
		if nested, linked := cfn.Neighbours(o.artifact, root); linked {
			o.waits, o.nested = root, nested
			return
		}
		model, notices := cfn.Parse(o.artifact, root, x.params)
		x.judgeModel(ctx, o, model, notices)
	case parse.IsPolicy(root), called && root.Kind == node.String:
		model, notices := parse.Policy(o.artifact, root, x.kind)
		x.judgeModel(ctx, o, model, notices)
	case live.IsDetails(root):
		o.notices = append(o.notices, finding.Notice{
			At:      source.Location{Artifact: o.artifact},
			Message: fmt.Sprintf("this is a saved account, which was not judged: give it to iamlint audit --from %s", o.artifact),
		})
	}
}

// tree parses the content, with the files that it includes. It is nil if that cannot be done, with the reason if there is one.
func (x *examiner) tree(o *outcome) (*node.Node, error) {
	root, err := node.Parse(o.artifact, o.content)
	if err != nil && claimsToBeOurs(o.content) {
		o.notices = append(o.notices, malformed(o.artifact, err))
	}
	if root == nil {
		return nil, err
	}
	root, notices := cfn.Include(root, func(from, location string) (*node.Node, error) { return x.include(o, from, location) })
	o.notices = append(o.notices, notices...)
	return root, nil
}

// judgeModel takes one model through the rest of the pipeline.
func (x *examiner) judgeModel(ctx context.Context, o *outcome, model *policy.Model, notices []finding.Notice) {
	o.notices = append(o.notices, notices...)
	if o.judge, o.err = x.judge(); o.err != nil {
		return
	}
	if o.err = x.managed.Attach(model); o.err != nil {
		return
	}
	x.judgeAttached(ctx, o, model)
}

// judgeAttached judges a model that has the documents of AWS managed policies.
func (x *examiner) judgeAttached(ctx context.Context, o *outcome, model *policy.Model) {
	o.judge.facts(model)
	x.evaluate(ctx, o, model)
}

// evaluate applies the rules to a model that has its facts.
func (x *examiner) evaluate(ctx context.Context, o *outcome, model *policy.Model) {
	var err error
	if x.principals {
		o.principals = principalsOf(model)
	}
	o.findings, err = o.judge.engine.Evaluate(ctx, model)
	if ctx.Err() != nil {
		o.err = ctx.Err()
		return
	}
	if err != nil {
		o.notices = append(o.notices, failure(o.artifact, strings.ReplaceAll(err.Error(), "\n", "; ")))
	}
}

// malformed is the notice of an artifact that can't be parsed.
func malformed(artifact string, err error) finding.Notice {
	if problem, ok := errors.AsType[*node.Error](err); ok {
		return finding.Notice{Failure: true, Message: problem.Message, At: problem.At}
	}
	return finding.Notice{Failure: true, Message: err.Error(), At: source.Location{Artifact: artifact}}
}

// untilInterrupted does n things, a few at a time. When the context ends it returns at once, and what is still being
// done must not be looked at.
func untilInterrupted(ctx context.Context, n int, do func(int)) error {
	done := make(chan struct{})
	go func() {
		parallel.Each(n, func(i int) {
			if ctx.Err() == nil {
				do(i)
			}
		})
		close(done)
	}()
	select {
	case <-done:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
