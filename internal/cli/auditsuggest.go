package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

// suggest writes the policies of models without what was not used, and says what can be known of that.
func (a *app) suggest(dir string, models []*policy.Model) error {
	used := func(r *policy.Record) bool { return r.Usage != nil }
	if !slices.ContainsFunc(models, func(m *policy.Model) bool { return slices.ContainsFunc(m.Records, used) }) {
		return errors.New("--suggest needs to know what was used: add --usage, or read what an audit with it saved")
	}
	var files []live.File
	var idle []string
	for _, m := range models {
		some, none, err := live.Suggest(m)
		if err != nil {
			return fmt.Errorf("suggest policies: %w", err)
		}
		files, idle = append(files, some...), append(idle, none...)
	}
	root, err := writeBelow(dir, files)
	if err != nil {
		return fmt.Errorf("suggest policies: %w", err)
	}
	defer root.Close() //nolint:errcheck // each file was closed
	a.say("%d policies below %s allow what was used in the last 400 days and nothing new; IAM does not track all actions, "+
		"and what it does not track is kept, but what is done less often than that does not show: read them before you put them in place", len(files), dir)
	for _, name := range idle {
		a.say("nothing of policy %s was used: take it away", name)
	}
	return nil
}
