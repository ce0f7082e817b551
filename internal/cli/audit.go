package cli

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/report"
)

// auditFlags are the flags of audit, as given.
type auditFlags struct {
	checkFlags

	access      live.Access
	from, roles []string
	save        string
	suggest     string
	timeout     time.Duration
	usage       bool
	printPolicy bool

	organization bool
	templates    []string

	allAccounts, resume bool
	accountRole         string
}

func (a *app) auditCommand() *cobra.Command {
	given := auditFlags{checkFlags: checkFlags{policyType: policyTypes[0]}}
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Check the roles, users, groups and policies of an account",
		Long: `Check the roles, users, groups and policies of an account with the same rules as
templates. The account is read with the credentials that the AWS CLI would take; no
call is made that could change anything. Or it is read from what was saved before:

  aws iam get-account-authorization-details > account.json

in one file, or in several when it was saved page by page. Roles that are linked to
a service are AWS's own, and left aside.

Exit codes are those of check; 2 says that part of the account could not be read.`,
		Example: `  iamlint audit
  iamlint audit --profile prod --role 'app-*' --save audits
  iamlint audit --from account.json --format sarif --output account.sarif
  iamlint audit --usage
  iamlint audit --all-accounts --save audits
  iamlint audit --from account.json --template templates/
  iamlint audit --print-policy`,
		Args: takesNone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if given.printPolicy {
				return a.printPolicy(given)
			}
			job, err := given.job(nil, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			if err = given.check(); err != nil {
				return err
			}
			job.live = true
			return a.audit(cmd.Context(), job, given)
		},
	}
	given.add(cmd.Flags())
	return cmd
}

// add adds the flags, those of judging first.
func (f *auditFlags) add(flags *pflag.FlagSet) {
	f.addJudging(flags)
	flags.StringArrayVar(&f.from, "from", nil, "read the account from this `FILE` or folder, as the AWS CLI or --save wrote it")
	flags.StringArrayVar(&f.roles, "role", nil, "read these roles only: a `NAME`, an ARN, or a pattern with * and ?")
	flags.StringVar(&f.save, "save", "", "write what is read below this `DIR`, a file for each role, user, group and policy")
	flags.BoolVar(&f.organization, "organization", false, "also read the SCPs and RCPs that hold for the account; needs the management account's or a delegated administrator's credentials")
	flags.StringArrayVar(&f.templates, "template", nil, "compare what CloudFormation made with this template, a `PATH` of a file or folder")
	f.addParams(flags)
	flags.BoolVar(&f.allAccounts, "all-accounts", false, "read every account of the organization; needs the management account's or a delegated administrator's credentials")
	flags.StringVar(&f.accountRole, "account-role", "OrganizationAccountAccessRole", "`NAME` of the role to assume in each account, with its path")
	flags.BoolVar(&f.resume, "resume", false, "go on with an audit of all accounts that was interrupted: what it saved is not asked again; needs --save")
	flags.StringVar(&f.suggest, "suggest", "", "write below this `DIR` the policies of roles, users and groups without what they did not use; needs --usage, or what it saved")
	flags.BoolVar(&f.usage, "usage", false, "also ask what was used: services and actions by role and user, passwords, access keys")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, "how long reading an account may take, as a `DURATION`")
	flags.StringVar(&f.access.Profile, "profile", "", "`NAME` of the profile of the shared configuration")
	flags.StringVar(&f.access.Region, "region", "", "`REGION` to sign in to, as of another partition")
	flags.StringVar(&f.access.RoleARN, "role-arn", "", "assume the role with this `ARN` first")
	flags.StringVar(&f.access.ExternalID, "external-id", "", "the `ID` that the role's trust asks for")
	flags.StringVar(&f.access.MFASerial, "mfa", "", "`SERIAL` or ARN of the MFA device that the role's trust asks for; its code is asked for")
	flags.BoolVar(&f.printPolicy, "print-policy", false, "print the policy that the caller of audit needs, and do nothing else")
}

func (a *app) printPolicy(f auditFlags) error {
	role := ""
	if f.allAccounts {
		role = f.accountRole
	}
	_, err := a.stdout.Write(live.Policy(f.usage, f.organization, role))
	return err
}

// check refuses flags that make no sense together.
func (f auditFlags) check() error {
	switch {
	case len(f.from) > 0 && (len(f.roles) > 0 || f.save != "" || f.usage || f.organization || f.allAccounts || f.access != (live.Access{})):
		return errors.New("--from reads what was saved, so that --role, --save, --usage, --organization, --all-accounts and the flags for credentials make no sense with it")
	case f.allAccounts && len(f.roles) > 0:
		return errors.New("--role is about one account, and --all-accounts reads all of them: leave one of them out")
	case f.resume && (!f.allAccounts || f.save == ""):
		return errors.New("--resume goes on with what --all-accounts --save wrote: give both, as they were given to the audit that was interrupted")
	}
	return nil
}

// audit reads accounts, judges each as a whole, and reports.
func (a *app) audit(ctx context.Context, j *job, f auditFlags) error {
	judged, err := newJudge(j.rules, a.now)
	if err != nil {
		return err
	}
	made, err := a.readMade(ctx, j, f.templates)
	if err != nil {
		return err
	}
	accounts, err := a.accounts(ctx, f)
	if err != nil || ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	models, err := j.judgeAccounts(ctx, judged, accounts, made.templates, f.suggest != "")
	if err != nil {
		return err
	}
	if len(models) > 0 {
		if err = a.suggest(f.suggest, models); err != nil {
			return err
		}
	}
	outcomes := slices.Concat(accounts...)
	r, err := collect(slices.Concat(j.rules.unset(judged.engine.Rules()), made.notices), outcomes)
	if err != nil {
		return err
	}
	maps.Copy(r.Sources, made.sources)
	if err = a.conclude(ctx, j, r, outcomes); err == nil {
		err = f.finished(outcomes)
	}
	return err
}

// judgeAccounts judges each account, and gives their models if these are to be kept.
func (j *job) judgeAccounts(ctx context.Context, judged *judge, accounts [][]outcome, templates []cfn.Input, keep bool) (models []*policy.Model, err error) {
	err = untilInterrupted(ctx, 1, func(int) {
		for _, pages := range accounts {
			// Each account has the managed policies of AWS as it gives them.
			x := examiner{judge: func() (*judge, error) { return judged, nil }, principals: report.ShowsPrincipals(j.format), params: j.params}
			if model := x.account(ctx, judged, pages, templates); model != nil && keep {
				models = append(models, model)
			}
		}
	})
	if err != nil {
		return nil, err // the models are still being made
	}
	return models, nil
}

// account judges all pages as one account, and gives its model. What comes of it is with the first of them. What CloudFormation
// made is compared with templates, if there are any.
func (x *examiner) account(ctx context.Context, judged *judge, pages []outcome, templates []cfn.Input) (model *policy.Model) {
	var roots []*node.Node
	var first *outcome
	templates = slices.Clone(templates)
	for i := range pages {
		p := &pages[i]
		if p.waits == nil {
			continue
		}
		if first == nil {
			first = p
		}
		roots = append(roots, p.waits)
		if body := live.TemplateIn(p.waits); body != nil {
			templates = append(templates, cfn.Input{Artifact: p.artifact, Root: body})
		}
		p.waits, p.judge = nil, judged
	}
	if first == nil {
		return nil
	}
	guard(first, func() {
		read, notices := live.Details(roots, &x.managed)
		first.notices = append(first.notices, notices...)
		if first.err = x.managed.Attach(read); first.err != nil {
			return
		}
		if len(templates) > 0 {
			x.compare(first, read, templates)
		}
		x.judgeAttached(ctx, first, read)
		model = read
	})
	return model
}
