package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/source"
)

// accountsAtOnce is how many accounts are read at the same time. Each has IAM's limits to itself, so that more would be faster,
// and what a caller may assume in a second is limited for all of them together.
const accountsAtOnce = 4

// allAccounts is an audit of every account of an organization.
type allAccounts struct {
	*app
	auditFlags

	from   *live.Connection
	before []string // the accounts that an audit saved which was interrupted

	said  sync.Mutex // held while something is said or noted
	notes unfinished
	read  int
}

// sweepAll reads the accounts of an organization, several at a time. One that can't be read has a notice in place of pages.
func (a *app) sweepAll(ctx, limited context.Context, connection *live.Connection, f auditFlags) ([][]outcome, error) {
	members, err := connection.Members(limited)
	if err != nil {
		return nil, err
	}
	all := &allAccounts{app: a, auditFlags: f, from: connection}
	if err = all.begin(); err != nil {
		return nil, err
	}
	accounts := make([][]outcome, len(members))
	failed := make([]error, len(members))
	meter := a.meter()
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(accountsAtOnce, len(members)) {
		workers.Go(func() {
			for i := range next {
				accounts[i], failed[i] = all.account(ctx, members[i])
				all.said.Lock()
				all.read++
				meter.show("%d of %d accounts", all.read, len(members))
				all.said.Unlock()
			}
		})
	}
	for i := range members {
		next <- i
	}
	close(next)
	workers.Wait() // each call of AWS ends with the context
	meter.done()
	return accounts, errors.Join(append(failed, ctx.Err())...)
}

// account reads one account or, if an audit that was interrupted has saved it, its files.
func (all *allAccounts) account(ctx context.Context, m live.Member) ([]outcome, error) {
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case !m.Active:
		return []outcome{{artifact: m.ID, notices: []finding.Notice{suspended(m)}}}, nil
	case slices.Contains(all.before, m.ID):
		if pages, err := all.saved(ctx, []string{filepath.Join(all.save, m.ID)}); err == nil {
			return pages, nil
		}
	}
	ctx, cancel := context.WithTimeout(ctx, all.timeout)
	defer cancel()
	connection, err := all.from.In(ctx, m.ID, all.accountRole)
	if err != nil {
		return []outcome{{artifact: m.ID, notices: []finding.Notice{failure(m.ID, err.Error())}}}, nil
	}
	if connection != all.from {
		all.tell("account %s, read as %s", connection.Account, connection.ARN)
	}
	pages, whole, err := all.sweep(ctx, connection, all.auditFlags, nil)
	if err != nil || !whole {
		return pages, err
	}
	return pages, all.done(m.ID)
}

func suspended(m live.Member) finding.Notice {
	return finding.Notice{Message: "the account is suspended or closed, so that it can't be read", At: source.Location{Artifact: m.ID}}
}

func (all *allAccounts) tell(format string, args ...any) {
	all.said.Lock()
	defer all.said.Unlock()
	all.say(format, args...)
}

// unfinishedName is the file, in the folder of --save, that says how far an audit of all accounts has come. It is there
// until all of them are read.
const unfinishedName = "unfinished-audit"

// unfinished is how far an audit of all accounts has come.
type unfinished struct {
	Usage        bool     `json:"usage"`
	Organization bool     `json:"organization"`
	AccountRole  string   `json:"account_role"`
	Saved        []string `json:"saved"` // the accounts of which all that was asked for is saved
}

// begin finds out what an audit that was interrupted has saved, if this one goes on with it.
func (all *allAccounts) begin() error {
	all.notes = unfinished{Usage: all.usage, Organization: all.organization, AccountRole: all.accountRole}
	if all.save == "" {
		return nil
	}
	if all.resume {
		before, err := readUnfinished(all.save)
		now := all.notes
		switch {
		case err != nil:
			return err
		case before == nil:
			all.say("no audit was interrupted that saved to %s: all accounts are read", all.save)
		case before.Usage != now.Usage || before.Organization != now.Organization || before.AccountRole != now.AccountRole:
			return errors.New("--resume: the audit that was interrupted was given other flags: repeat its --usage, --organization and --account-role, or begin anew without --resume")
		default:
			all.say("%d accounts are saved already", len(before.Saved))
			all.before, all.notes.Saved = before.Saved, slices.Clone(before.Saved)
		}
	}
	return all.notes.write(all.save)
}

func readUnfinished(dir string) (*unfinished, error) {
	content, err := os.ReadFile(filepath.Join(dir, unfinishedName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var before unfinished
	if err == nil {
		err = json.Unmarshal(content, &before)
	}
	if err != nil {
		return nil, fmt.Errorf("read how far the audit came that was interrupted: %w; begin anew without --resume", err)
	}
	return &before, nil
}

func (u unfinished) write(dir string) error {
	content, err := json.MarshalIndent(u, "", "  ")
	if err == nil {
		err = os.MkdirAll(dir, 0o777)
	}
	if err == nil {
		err = writeFile(filepath.Join(dir, unfinishedName), func(w io.Writer) error {
			_, failed := w.Write(append(content, '\n'))
			return failed
		})
	}
	if err != nil {
		return fmt.Errorf("note how far the audit has come: %w", err)
	}
	return nil
}

// done notes that an account is saved.
func (all *allAccounts) done(account string) error {
	if all.save == "" {
		return nil
	}
	all.said.Lock()
	defer all.said.Unlock()
	all.notes.Saved = append(all.notes.Saved, account)
	slices.Sort(all.notes.Saved)
	return all.notes.write(all.save)
}

// finished removes the note of how far the audit has come, unless something is left that --resume may ask for.
func (f auditFlags) finished(outcomes []outcome) error {
	failed := func(o outcome) bool {
		return slices.ContainsFunc(o.notices, func(n finding.Notice) bool { return n.Failure })
	}
	if !f.allAccounts || f.save == "" || slices.ContainsFunc(outcomes, failed) {
		return nil
	}
	return remove(filepath.Join(f.save, unfinishedName))
}
