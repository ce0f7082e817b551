package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

// examples are a rule's examples, ready to be judged, with what the rule finds in them.
type examples struct {
	subject *subject
	base    fstest.MapFS // what rules share
	shown   []example
}

type example struct {
	text  string
	model *policy.Model
	found []finding.Finding
}

// newExamples reads the examples of a rule. A library has none.
func newExamples(ctx context.Context, s *subject) (*examples, error) {
	x := &examples{subject: s, base: fstest.MapFS{}}
	if path.Dir(s.path) == "lib" {
		return x, nil
	}
	shared, err := fs.Glob(s.source, "lib/*.rego")
	if err != nil {
		return nil, err
	}
	for _, p := range append(shared, "main.rego") {
		content, err := fs.ReadFile(s.source, p)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(p, "_test.rego") {
			x.base[p] = &fstest.MapFile{Data: content}
		}
	}
	for _, kind := range []string{"bad*", "good*"} {
		paths, err := fs.Glob(s.source, path.Join(path.Dir(s.path), kind))
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			if err := x.read(ctx, p); err != nil {
				return nil, fmt.Errorf("%s: %w", p, err)
			}
		}
	}
	return x, nil
}

func (x *examples) read(ctx context.Context, p string) error {
	content, err := fs.ReadFile(x.subject.source, p)
	if err != nil {
		return err
	}
	shown := example{text: string(content)}
	root, err := node.Parse(p, content)
	if err != nil {
		return err
	}
	var managed parse.Managed
	switch {
	case cfn.IsTemplate(root):
		shown.model, _ = cfn.Parse(p, root, nil)
	case live.IsDetails(root):
		shown.model, _ = live.Details([]*node.Node{root}, &managed)
	default:
		shown.model, _ = parse.Policy(p, root, kindOf(shown.text))
	}
	if err = managed.Attach(shown.model); err != nil {
		return err
	}
	if body := live.TemplateIn(root); body != nil { // of the stack that made something in the account
		template, _ := cfn.Parse(p, body, nil)
		if err = managed.Attach(template); err != nil {
			return err
		}
		live.Compare(shown.model, []*policy.Model{template})
	}
	day, err := time.Parse(time.DateOnly, catalog.Date())
	if err != nil {
		return err
	}
	if strings.HasPrefix(shown.text, "# catalogue: stale\n") {
		day = day.AddDate(1, 0, 0)
	}
	expander, err := expand.New(x.subject.source, day)
	if err != nil {
		return err
	}
	expander.Model(shown.model)
	shown.found, err = x.judge(ctx, shown, x.subject.content)
	x.shown = append(x.shown, shown)
	return err
}

func kindOf(text string) policy.DocumentKind {
	first, _, _ := strings.Cut(text, "\n")
	kind, _ := strings.CutPrefix(first, "# policy-type: ")
	if !slices.Contains([]string{"identity", "trust", "resource", "boundary", "scp", "rcp"}, kind) {
		return ""
	}
	return policy.DocumentKind(kind)
}

// judge is what a text in the place of the rule finds in an example.
func (x *examples) judge(ctx context.Context, shown example, content string) ([]finding.Finding, error) {
	all := maps.Clone(x.base)
	all[x.subject.path] = &fstest.MapFile{Data: []byte(content)}
	e, err := engine.New(engine.Options{
		BuiltIn: all, Enabled: func(finding.Rule) bool { return true },
		Settings: func(rule finding.Rule) (map[string]any, error) {
			set, err := engine.ExampleSettings(rule, shown.text)
			if set == nil || err != nil {
				return nil, err
			}
			return engine.ReadSettings(rule, set, nil)
		},
	})
	if err != nil {
		return nil, err
	}
	return e.Evaluate(ctx, shown.model)
}

// differ tells whether a text in the place of the rule finds something else in some example.
func (x *examples) differ(ctx context.Context, content string) bool {
	for _, shown := range x.shown {
		found, err := x.judge(ctx, shown, content)
		if err != nil || !cmp.Equal(shown.found, found) {
			return true
		}
	}
	return false
}
