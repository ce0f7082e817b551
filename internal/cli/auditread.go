package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse/live"
)

// accounts reads accounts in pages, each of which is an outcome that waits to be judged with the others of its account.
func (a *app) accounts(ctx context.Context, f auditFlags) ([][]outcome, error) {
	if len(f.from) > 0 {
		var accounts [][]outcome
		var failed error
		err := untilInterrupted(ctx, 1, func(int) {
			var pages []outcome
			pages, failed = a.saved(ctx, f.from)
			accounts = byAccount(pages, func(o outcome) *node.Node { return o.waits })
		})
		if err != nil {
			return nil, err
		}
		return accounts, failed
	}
	limited, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	connection, err := live.Connect(limited, f.access, func() (string, error) { return a.ask(limited, "code of the MFA device: ") })
	if err != nil {
		return nil, err
	}
	a.say("account %s, read as %s", connection.Account, connection.ARN)
	if f.allAccounts {
		return a.sweepAll(ctx, limited, connection, f)
	}
	meter := a.meter()
	pages, _, err := a.sweep(limited, connection, f, func(roles, users, groups, policies int) {
		meter.show("%d roles, %d users, %d groups, %d policies", roles, users, groups, policies)
	})
	meter.done()
	return [][]outcome{pages}, errors.Join(ctx.Err(), err)
}

// sweep reads an account from AWS, and tells whether all that was asked for was read.
func (a *app) sweep(ctx context.Context, connection *live.Connection, f auditFlags, progress live.Progress) (outcomes []outcome, whole bool, err error) {
	files, problems := connection.Sweep(ctx, live.Wanted{Roles: f.roles, Usage: f.usage, Organization: f.organization, Now: a.now, Progress: progress})
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, false, ctx.Err()
	}
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
	if f.save != "" {
		err = save(f.save, connection.Account, files, len(problems) == 0)
	}
	return outcomes, len(problems) == 0, err
}

// save writes the files of an account. What an earlier audit saved, and is no longer there, is removed, unless
// this audit is not whole and can't know.
func save(dir, account string, files []live.File, whole bool) error {
	root, err := writeBelow(dir, files)
	if err != nil {
		return fmt.Errorf("save the account: %w", err)
	}
	defer root.Close() //nolint:errcheck // each file was closed
	if !whole {
		return nil
	}
	kept := map[string]bool{}
	for _, file := range files {
		kept[filepath.FromSlash(file.Name)] = true
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

// writeBelow writes files below a folder, which it makes and returns.
func writeBelow(dir string, files []live.File) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := filepath.FromSlash(file.Name)
		err = root.MkdirAll(filepath.Dir(name), 0o777)
		if err == nil {
			err = root.WriteFile(name, file.Content, 0o666)
		}
		if err != nil {
			return nil, errors.Join(err, root.Close())
		}
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
	if o.content, err = readPath(ctx, file, a.stdin, maxAccount); err != nil {
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

// byAccount groups pages by the account that they are about, in the order in which accounts come. A page that does not
// say is about the same one as the page before it.
func byAccount[Page any](pages []Page, root func(Page) *node.Node) (groups [][]Page) {
	place := map[string]int{}
	last := ""
	for _, page := range pages {
		id := last
		if n := root(page); n != nil {
			id = cmp.Or(live.AccountOf(n), last)
		}
		if last == "" && len(groups) > 0 {
			place[id] = 0 // the pages up to here did not say
		}
		if _, met := place[id]; !met {
			place[id] = len(groups)
			groups = append(groups, nil)
		}
		groups[place[id]] = append(groups[place[id]], page)
		last = id
	}
	return groups
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
