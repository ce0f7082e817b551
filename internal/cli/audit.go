package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/live"
)

// auditFlags are the flags of audit, as given.
type auditFlags struct {
	checkFlags

	from []string
}

func (a *app) auditCommand() *cobra.Command {
	given := auditFlags{checkFlags: checkFlags{policyType: policyTypes[0]}}
	cmd := &cobra.Command{
		Use:   "audit --from FILE",
		Short: "Check the roles, users, groups and policies of an account",
		Long: `Check the roles, users, groups and policies of an account with the same rules as
templates. The account is read from what the AWS CLI saved:

  aws iam get-account-authorization-details > account.json

in one file, or in several when it was saved page by page. Roles that are linked to
a service are AWS's own, and left aside.

Exit codes are those of check.`,
		Example: `  iamlint audit --from account.json
  iamlint audit --from page1.json --from page2.json --format sarif --output account.sarif`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			job, err := given.job(nil, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			return a.audit(cmd.Context(), job, given.from)
		},
	}
	given.addJudging(cmd.Flags())
	cmd.Flags().StringArrayVar(&given.from, "from", nil, "read the account from this `FILE`, as the AWS CLI saved it")
	return cmd
}

// audit reads an account, judges it as a whole, and reports.
func (a *app) audit(ctx context.Context, j *job, from []string) error {
	if len(from) == 0 {
		return errors.New("no account named: save one with \"aws iam get-account-authorization-details > account.json\", and give it with --from account.json")
	}
	judge, err := newJudge(j.rules, a.now)
	if err != nil {
		return err
	}
	outcomes, pages := a.readPages(ctx, from)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	whole := outcome{artifact: "account"}
	if len(pages) > 0 {
		whole = judge.account(ctx, pages)
	}
	r, err := collect(j.rules.unset(judge.engine.Rules()), append(outcomes, whole))
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		r.Sources[o.artifact] = o.content
	}
	return a.conclude(ctx, j, r, append(outcomes, whole))
}

// readPages reads the files of an account. Each file is an outcome by itself, which says why it can't be read.
func (a *app) readPages(ctx context.Context, from []string) (outcomes []outcome, pages []*node.Node) {
	for _, path := range from {
		o := outcome{artifact: path}
		root, err := a.readPage(ctx, path, &o)
		switch {
		case err != nil:
			o.notices = append(o.notices, malformed(path, err))
		case !live.IsDetails(root):
			o.notices = append(o.notices, failure(path, "is not what \"aws iam get-account-authorization-details\" prints"))
		default:
			pages = append(pages, root)
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, pages
}

func (a *app) readPage(ctx context.Context, path string, o *outcome) (*node.Node, error) {
	var err error
	if path == standardPath {
		o.content, err = readStdin(ctx, a.stdin, maxAccount)
	} else {
		o.content, err = readFile(path, maxAccount)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %s", reason(err))
	}
	return node.Parse(path, o.content)
}

// account judges an account as one.
func (x *judge) account(ctx context.Context, pages []*node.Node) (o outcome) {
	var managed parse.Managed
	model, notices := live.Details(pages, &managed)
	o.artifact, o.notices, o.judge = model.Artifact, notices, x
	if o.err = managed.Attach(model); o.err != nil {
		return o
	}
	x.expander.Model(model)
	var err error
	o.findings, err = x.engine.Evaluate(ctx, model)
	switch {
	case ctx.Err() != nil:
		o.err = ctx.Err()
	case err != nil:
		o.notices = append(o.notices, finding.Notice{Failure: true, Message: err.Error()})
	}
	return o
}
