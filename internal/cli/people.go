package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

// people are all that some files say can do anything.
type people struct {
	all     []*person
	models  []*policy.Model
	sources map[string][]byte
	guards  *guards // of the resource that was asked about last
}

// person is a principal, and its account if that is known.
type person struct {
	principal *access.Principal
	account   string
}

// nameIn is what stands behind the kind in an ARN of IAM: a path and a name.
func nameIn(arn string) string {
	_, name, _ := strings.Cut(arn, "/")
	return name
}

// kinds are the words for principals in ARNs.
var kinds = map[policy.TargetKind]string{policy.Role: "role", policy.User: "user", policy.Group: "group", policy.ManagedPolicy: "policy"}

// arn is the principal's ARN, "" if its account is not known.
func (p *person) arn() string {
	kind, target := kinds[p.principal.Target.Kind], p.principal.Target
	if p.account == "" || kind == "" {
		return ""
	}
	return "arn:aws:iam::" + p.account + ":" + kind + "/" + target.Name
}

// means tells whether a name, pattern or ARN means the principal. In a template, of which no account is known, an ARN
// means whoever has the name at its end.
func (p *person) means(name, pattern string) bool {
	target := p.principal.Target
	if !strings.HasPrefix(name, "arn:") {
		return target.Name == name || glob.HasWildcard(name) && glob.Match(pattern, target.Name)
	}
	if own := p.arn(); own != "" {
		return own == name || glob.Match(name, own)
	}
	kind := kinds[target.Kind]
	return kind != "" && strings.Contains(name, ":"+kind+"/") && target.Name == pattern[strings.LastIndex(pattern, "/")+1:]
}

// readPeople reads templates, documents and saved accounts.
func (a *app) readPeople(ctx context.Context, j *job) (*people, []finding.Notice, error) {
	r, err := a.readFiles(ctx, j, j.paths)
	if err != nil {
		return nil, nil, err
	}
	for _, reading := range cfn.ParseAll(r.templates, j.params) {
		r.add(reading.Model, "", reading.Notices)
	}
	for _, pages := range byAccount(r.pages, func(root *node.Node) *node.Node { return root }) {
		model, notices := live.Details(pages, &r.managed)
		r.add(model, model.Artifact, notices)
	}
	return &r.people, r.notices, r.err
}

// readFiles reads files, of which templates and pages of accounts are left to be read together.
func (a *app) readFiles(ctx context.Context, j *job, paths []string) (*peopleReader, error) {
	f := finder{cwd: j.cwd, stdin: j.stdin, exclude: j.config.exclude}
	if err := f.find(ctx, paths); err != nil {
		return nil, err
	}
	r := &peopleReader{
		examiner: examiner{cwd: j.cwd, roots: newRoots(j.cwd, f.files), kind: j.kind, params: j.params, stdin: a.stdin},
		people:   people{sources: map[string][]byte{}}, notices: f.notices,
	}
	for _, file := range f.files {
		if err := r.read(ctx, file); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// peopleReader reads files, and keeps those that have to be read together until all are there.
type peopleReader struct {
	examiner
	people

	notices   []finding.Notice
	templates []cfn.Input
	pages     []*node.Node
	err       error
}

func (r *peopleReader) read(ctx context.Context, f file) error {
	content, err := readPath(ctx, f.path, r.stdin, maxAccount)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errTooLarge) && !claimsToBeOurs(content):
		return nil
	case err != nil:
		r.notices = append(r.notices, failure(f.artifact, "cannot be read: "+reason(err)))
		return nil
	}
	o := outcome{artifact: f.artifact, content: content}
	root, _ := r.tree(&o) // what is ours and cannot be parsed is a notice
	r.notices = append(r.notices, o.notices...)
	r.sources[f.artifact] = content
	for artifact, included := range o.included {
		r.sources[artifact] = included
	}
	if body := live.TemplateIn(root); body != nil && !live.IsDetails(root) {
		root = body
	}
	switch {
	case root == nil:
	case live.IsDetails(root):
		r.pages = append(r.pages, root)
	case cfn.IsTemplate(root):
		r.templates = append(r.templates, cfn.Input{Artifact: f.artifact, Root: root})
	case parse.IsPolicy(root):
		model, notices := parse.Policy(f.artifact, root, r.kind)
		r.add(model, "", notices)
	}
	return nil
}

// add makes principals of the targets of a model.
func (r *peopleReader) add(model *policy.Model, account string, notices []finding.Notice) {
	r.notices = append(r.notices, notices...)
	if err := r.managed.Attach(model); err != nil {
		r.err = errors.Join(r.err, err)
	}
	if !accountID.MatchString(account) {
		account = ""
	}
	r.models = append(r.models, model)
	for _, target := range model.Targets {
		if target.Kind != policy.Resource {
			r.all = append(r.all, &person{access.Of(target), account})
		}
	}
}
