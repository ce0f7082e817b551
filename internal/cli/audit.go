package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/finding"
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
  iamlint audit --print-policy`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if given.printPolicy {
				_, err := a.stdout.Write(live.Policy(given.usage, given.organization))
				return err
			}
			job, err := given.job(nil, cmd.Flags().Changed)
			if err != nil {
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
	flags.StringVar(&given.suggest, "suggest", "", "write below this `DIR` the policies of roles and users without what they did not use; needs --usage, or what it saved")
	flags.BoolVar(&given.usage, "usage", false, "also ask what was used: services and actions by role and user, passwords, access keys")
	flags.DurationVar(&given.timeout, "timeout", 10*time.Minute, "how long reading the account may take")
	flags.StringVar(&given.access.Profile, "profile", "", "`NAME` of the profile of the shared configuration")
	flags.StringVar(&given.access.Region, "region", "", "`REGION` to sign in to, as of another partition")
	flags.StringVar(&given.access.RoleARN, "role-arn", "", "assume the role with this `ARN` first")
	flags.StringVar(&given.access.ExternalID, "external-id", "", "the `ID` that the role's trust asks for")
	flags.StringVar(&given.access.MFASerial, "mfa", "", "`SERIAL` or ARN of the MFA device that the role's trust asks for; its code is asked for")
	flags.BoolVar(&given.printPolicy, "print-policy", false, "print the policy that the caller of audit needs, and do nothing else")
	return cmd
}

// audit reads an account, judges it as a whole, and reports.
func (a *app) audit(ctx context.Context, j *job, f auditFlags) error {
	judged, err := newJudge(j.rules, a.now)
	if err != nil {
		return err
	}
	outcomes, err := a.account(ctx, f)
	if err != nil || ctx.Err() != nil {
		return errors.Join(ctx.Err(), err)
	}
	x := examiner{judge: func() (*judge, error) { return judged, nil }, principals: report.ShowsPrincipals(j.format)}
	if model := x.account(ctx, judged, outcomes); f.suggest != "" && model != nil {
		if err = a.suggest(f.suggest, model); err != nil {
			return err
		}
	}
	r, err := collect(j.rules.unset(judged.engine.Rules()), outcomes)
	if err != nil {
		return err
	}
	pointed := pointedAt(r)
	for _, o := range outcomes {
		if pointed[o.artifact] {
			r.Sources[o.artifact] = o.content
		}
	}
	return a.conclude(ctx, j, r, outcomes)
}

// pointedAt are the artifacts that findings and notices point into.
func pointedAt(r finding.Report) map[string]bool {
	artifacts := map[string]bool{}
	for _, f := range r.Findings {
		artifacts[f.At.Artifact] = true
		for _, related := range f.Related {
			artifacts[related.At.Artifact] = true
		}
	}
	for _, n := range r.Notices {
		artifacts[n.At.Artifact] = true
	}
	return artifacts
}

// account reads an account in pages, each of which is an outcome that waits to be judged with the others.
func (a *app) account(ctx context.Context, f auditFlags) ([]outcome, error) {
	if len(f.from) > 0 {
		if len(f.roles) > 0 || f.save != "" || f.usage || f.organization || f.access != (live.Access{}) {
			return nil, errors.New("--from reads what was saved, so that --role, --save, --usage, --organization and the flags for credentials make no sense with it")
		}
		return a.saved(ctx, f.from)
	}
	return a.sweep(ctx, f)
}

// sweep reads an account from AWS.
func (a *app) sweep(ctx context.Context, f auditFlags) ([]outcome, error) {
	limited, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	connection, err := live.Connect(limited, f.access, func() (string, error) { return a.ask(limited, "code of the MFA device: ") })
	if err != nil {
		return nil, err
	}
	a.say("account %s, read as %s", connection.Account, connection.ARN)
	meter := a.meter()
	files, problems := connection.Sweep(limited, live.Wanted{Roles: f.roles, Usage: f.usage, Organization: f.organization, Now: a.now, Progress: func(roles, users, groups, policies int) {
		meter.show("%d roles, %d users, %d groups, %d policies", roles, users, groups, policies)
	}})
	meter.done()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var outcomes []outcome
	for _, file := range files {
		o := outcome{artifact: file.Name, content: file.Content}
		if f.save != "" {
			o.artifact = filepath.ToSlash(filepath.Join(f.save, filepath.FromSlash(file.Name)))
		}
		o.page()
		outcomes = append(outcomes, o)
	}
	for _, p := range problems {
		outcomes[0].notices = append(outcomes[0].notices, failure(connection.Account, p.Error()))
	}
	if f.save == "" {
		return outcomes, nil
	}
	return outcomes, save(f.save, connection.Account, files, len(problems) == 0)
}

// save writes the files of an account. What an earlier audit saved, and is no longer there, is removed, unless
// this audit is not whole and can't know.
func save(dir, account string, files []live.File, whole bool) error {
	root, err := openRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // each file was closed
	kept := map[string]bool{}
	for _, file := range files {
		name := filepath.FromSlash(file.Name)
		kept[name] = true
		if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return fmt.Errorf("save the account: %w", err)
		}
		if err := root.WriteFile(name, file.Content, 0o666); err != nil {
			return fmt.Errorf("save the account: %w", err)
		}
	}
	if !whole {
		return nil
	}
	for _, folder := range live.Folders {
		err := fs.WalkDir(root.FS(), account+"/"+folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".json") || kept[filepath.FromSlash(name)] {
				return err
			}
			return root.Remove(name)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove what is no longer in the account: %w", err)
		}
	}
	return nil
}

func openRoot(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("save the account: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("save the account: %w", err)
	}
	return root, nil
}

// saved reads an account from files.
func (a *app) saved(ctx context.Context, from []string) (outcomes []outcome, err error) {
	for _, path := range from {
		files := []string{path}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			if files, err = pages(path); err != nil {
				return nil, err
			}
		}
		for _, file := range files {
			outcomes = append(outcomes, a.readPage(ctx, file))
		}
	}
	return outcomes, nil
}

func (a *app) readPage(ctx context.Context, file string) outcome {
	o := outcome{artifact: filepath.ToSlash(file)}
	var err error
	if file == standardPath {
		o.content, err = readStdin(ctx, a.stdin, maxAccount)
	} else {
		o.content, err = readFile(file, maxAccount)
	}
	if err != nil {
		o.notices = append(o.notices, failure(o.artifact, "cannot be read: "+reason(err)))
		return o
	}
	o.page()
	return o
}

// pages are the files below a folder that --save wrote.
func pages(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".json") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for the saved account: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%q has no .json files: name a folder that --save wrote", dir)
	}
	slices.Sort(files)
	return files, nil
}

// page parses the content as a page of an account.
func (o *outcome) page() {
	root, err := node.Parse(o.artifact, o.content)
	switch {
	case err != nil:
		o.notices = append(o.notices, malformed(o.artifact, err))
	case !live.IsDetails(root):
		o.notices = append(o.notices, failure(o.artifact, `is not what "aws iam get-account-authorization-details" prints`))
	default:
		o.waits = root
	}
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
