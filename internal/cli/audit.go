package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/node"
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
  iamlint audit --print-policy`,
		Args: cobra.NoArgs,
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
	flags := cmd.Flags()
	given.addJudging(flags)
	flags.StringArrayVar(&given.from, "from", nil, "read the account from this `FILE` or folder, as the AWS CLI or --save wrote it")
	flags.StringArrayVar(&given.roles, "role", nil, "read these roles only: a `NAME`, an ARN, or a pattern with * and ?")
	flags.StringVar(&given.save, "save", "", "write what is read below this `DIR`, a file for each role, user, group and policy")
	flags.BoolVar(&given.organization, "organization", false, "also read the SCPs and RCPs that hold for the account; needs the management account's or a delegated administrator's credentials")
	flags.BoolVar(&given.allAccounts, "all-accounts", false, "read every account of the organization; needs the management account's or a delegated administrator's credentials")
	flags.StringVar(&given.accountRole, "account-role", "OrganizationAccountAccessRole", "`NAME` of the role to assume in each account, with its path")
	flags.BoolVar(&given.resume, "resume", false, "go on with an audit of all accounts that was interrupted: what it saved is not asked again; needs --save")
	flags.StringVar(&given.suggest, "suggest", "", "write below this `DIR` the policies of roles and users without what they did not use; needs --usage, or what it saved")
	flags.BoolVar(&given.usage, "usage", false, "also ask what was used: services and actions by role and user, passwords, access keys")
	flags.DurationVar(&given.timeout, "timeout", 10*time.Minute, "how long reading an account may take")
	flags.StringVar(&given.access.Profile, "profile", "", "`NAME` of the profile of the shared configuration")
	flags.StringVar(&given.access.Region, "region", "", "`REGION` to sign in to, as of another partition")
	flags.StringVar(&given.access.RoleARN, "role-arn", "", "assume the role with this `ARN` first")
	flags.StringVar(&given.access.ExternalID, "external-id", "", "the `ID` that the role's trust asks for")
	flags.StringVar(&given.access.MFASerial, "mfa", "", "`SERIAL` or ARN of the MFA device that the role's trust asks for; its code is asked for")
	flags.BoolVar(&given.printPolicy, "print-policy", false, "print the policy that the caller of audit needs, and do nothing else")
	return cmd
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
	accounts, err := a.accounts(ctx, f)
	if err != nil || ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	var models []*policy.Model
	for _, pages := range accounts {
		// Each account has the managed policies of AWS as it gives them.
		x := examiner{judge: func() (*judge, error) { return judged, nil }, principals: report.ShowsPrincipals(j.format)}
		if model := x.account(ctx, judged, pages); model != nil && f.suggest != "" {
			models = append(models, model)
		}
	}
	if len(models) > 0 {
		if err = a.suggest(f.suggest, models); err != nil {
			return err
		}
	}
	outcomes := slices.Concat(accounts...)
	r, err := collect(j.rules.unset(judged.engine.Rules()), outcomes)
	if err != nil {
		return err
	}
	if err = a.conclude(ctx, j, r, outcomes); err == nil {
		err = f.finished(outcomes)
	}
	return err
}

// account judges all pages as one account, and gives its model. What comes of it is with the first of them.
func (x *examiner) account(ctx context.Context, judged *judge, pages []outcome) (model *policy.Model) {
	var roots []*node.Node
	var first *outcome
	for i := range pages {
		p := &pages[i]
		if p.waits == nil {
			continue
		}
		if first == nil {
			first = p
		}
		roots = append(roots, p.waits)
		p.waits, p.judge = nil, judged
	}
	if first == nil {
		return nil
	}
	guard(first, func() {
		read, notices := live.Details(roots, &x.managed)
		x.judgeModel(ctx, first, read, notices)
		model = read
	})
	return model
}
