package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/glob"
)

// canFlags are the flags of can, as given.
type canFlags struct {
	checkFlags

	context []string
	what    bool
}

func (a *app) canCommand() *cobra.Command {
	given, format := canFlags{checkFlags: unjudged()}, ""
	cmd := &cobra.Command{
		Use:   "can PRINCIPAL ACTION [RESOURCE] [PATH...]",
		Short: "Tell whether somebody can do something, and which statements decide",
		Long: `Tell whether a role, user, group or policy can do something, as its policies in
templates, policy documents and saved accounts have it: yes, no, or only if.

PRINCIPAL is a name as findings have it, a pattern of such with * and ?, or an ARN.
RESOURCE is an ARN, which begins with arn:, or *; whatever else stands there is a
PATH. Without RESOURCE the question is which resources there are. Paths are those of
check, and files that "aws iam get-account-authorization-details" printed.

A condition key that --context does not give may have any value, and the answer is
"only if" when it decides. Permissions boundaries have their say, and so have, as far
as they are among what is read, the policy of the resource, the trust policy of a role
that is assumed, and an organization's SCPs and RCPs. Where the resource may have a
policy that is not, the answer says so.

Exit codes: 0 yes; 1 no, or only if; 2 not fully known, or the job was not done.`,
		Example: `  iamlint can Worker s3:GetObject arn:aws:s3:::orders/2026
  iamlint can Worker iam:PassRole template.yaml
  iamlint can 'Deploy*' ec2:DescribeInstances --context aws:RequestedRegion=eu-west-1
  iamlint can arn:aws:iam::111122223333:role/admin --what account.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := formatNamed(answerFormats, format)
			if err != nil {
				return err
			}
			q, paths, err := given.question(args)
			if err != nil {
				return err
			}
			job, err := given.job(paths, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return a.can(cmd.Context(), job, q, write)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&given.context, "context", nil, "value of a condition key, as `KEY=VALUE`; several times for several values")
	flags.BoolVar(&given.what, "what", false, "tell what PRINCIPAL can do, by service and access level")
	flags.StringVar(&format, "format", "text", "`FORMAT` of the answer: json, text")
	given.addReading(flags)
	given.addConfig(flags)
	return cmd
}

// canQuestion is what is asked of whom.
type canQuestion struct {
	principal string
	what      bool
	action    catalog.Action
	resource  string // "" for any
	context   map[string][]string
}

// question makes sense of the arguments; the rest of them are paths.
func (f *canFlags) question(args []string) (q canQuestion, paths []string, err error) {
	if len(args) == 0 {
		return q, nil, errors.New("no principal given, as in \"iamlint can Worker s3:GetObject\"")
	}
	q.principal, q.what = args[0], f.what
	if q.what {
		return q, args[1:], f.noContext()
	}
	if len(args) == 1 {
		return q, nil, errors.New("no action given, as in \"iamlint can Worker s3:GetObject\" (or ask for --what)")
	}
	if q.action, err = oneAction(args[1]); err != nil {
		return q, nil, err
	}
	paths = args[2:]
	if len(paths) > 0 && (paths[0] == "*" || strings.HasPrefix(paths[0], "arn:")) {
		q.resource, paths = paths[0], paths[1:]
	}
	switch {
	case q.resource != "*" && glob.HasWildcard(q.resource):
		return q, nil, fmt.Errorf("%q is a pattern, and a request is about one resource: give its ARN, or none to see which there are", q.resource)
	case q.resource == "" && q.action.Scoping() == catalog.Unscopable:
		q.resource = "*"
	case q.resource == "":
		return q, paths, f.noContext()
	}
	q.context, err = f.contextKeys()
	return q, paths, err
}

func (f *canFlags) noContext() error {
	if len(f.context) > 0 {
		return errors.New("--context needs a RESOURCE: only one request has a context")
	}
	return nil
}

// oneAction finds an action by its name.
func oneAction(name string) (catalog.Action, error) {
	if glob.HasWildcard(name) {
		return catalog.Action{}, fmt.Errorf("%q is a pattern: give one action (iamlint actions %q lists them)", name, name)
	}
	matches, err := expandPattern(name)
	if err != nil {
		return catalog.Action{}, err
	}
	return matches[0], nil
}

func (f *canFlags) contextKeys() (map[string][]string, error) {
	keys := map[string][]string{}
	for _, pair := range f.context {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || !strings.Contains(key, ":") {
			return nil, fmt.Errorf("--context: %q is not KEY=VALUE, as in aws:SourceIp=203.0.113.7", pair)
		}
		if known, found := catalog.FindKey(key); !found && catalog.SuggestKey(key) != "" {
			return nil, fmt.Errorf("--context: unknown condition key %q (did you mean %q?)", key, catalog.SuggestKey(key))
		} else if found && len(keys[key]) > 0 && !known.Multivalued() {
			return nil, fmt.Errorf("--context: %s has one value", known.Name())
		}
		keys[key] = append(keys[key], value)
	}
	return keys, nil
}

// can reads what there is, asks everybody whom the question is about, and writes what they say while it asks.
func (a *app) can(ctx context.Context, j *job, q canQuestion, write func(io.Writer, iter.Seq[answer], sourceLines) error) error {
	people, notices, err := a.readPeople(ctx, j)
	if err != nil {
		return err
	}
	people.limit()
	asked, err := people.named(q.principal)
	if a.sayNotices(notices) {
		a.code = exitIncomplete
	}
	if err != nil {
		return err
	}
	code := a.code
	answers := func(yield func(answer) bool) {
		for _, who := range asked {
			one := people.ask(who, q)
			code = max(code, one.code())
			if ctx.Err() != nil || !yield(one) {
				return
			}
		}
	}
	err = writeUntil(ctx, a.stdout, func(w io.Writer) error { return write(w, answers, newSourceLines(people.sources)) })
	if ctx.Err() == nil {
		a.code = code
	}
	return err
}

// sayNotices tells what was not read, and whether anything was not.
func (a *app) sayNotices(notices []finding.Notice) bool {
	failed := false
	for _, n := range notices {
		if n.Failure {
			failed = true
			a.say("%s: %s", n.At.Place(), n.Message)
		}
	}
	return failed
}

// named lists those whom a name, a pattern or an ARN means.
func (p *people) named(name string) ([]*person, error) {
	pattern := name
	if strings.HasPrefix(name, "arn:") {
		pattern = nameIn(name)
	}
	var found []*person
	names := map[string]bool{}
	for _, one := range p.all {
		target := one.principal.Target
		names[target.Name] = true
		if one.means(name, pattern) {
			found = append(found, one)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	if len(names) == 0 {
		return nil, errors.New("no roles, users, groups or policies found")
	}
	return nil, fmt.Errorf("nobody is called %q%s", name, suggest(name, slices.Sorted(maps.Keys(names)), fmt.Sprintf("have %q", firstFew(slices.Sorted(maps.Keys(names))))))
}

func firstFew(names []string) []string {
	const few = 12
	if len(names) > few {
		return append(names[:few:few], "…")
	}
	return names
}
