package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

// made is from what CloudFormation made accounts.
type made struct {
	templates []cfn.Input
	sources   map[string][]byte
	notices   []finding.Notice
}

// readMade reads the templates that accounts are compared with.
func (a *app) readMade(ctx context.Context, j *job, paths []string) (made, error) {
	if len(paths) == 0 {
		return made{}, nil
	}
	r, err := a.readFiles(ctx, j, paths)
	if err != nil {
		return made{}, err
	}
	if len(r.templates) == 0 {
		return made{}, fmt.Errorf("--template: no template in %q", paths)
	}
	m := made{templates: r.templates, sources: r.sources, notices: r.notices}
	for _, reading := range cfn.ParseAll(r.templates, j.params) {
		// What is not known of a template is told where that matters.
		m.notices = append(m.notices, slices.DeleteFunc(reading.Notices, func(n finding.Notice) bool { return !n.Failure })...)
	}
	return m, nil
}

// compare compares an account with templates, which get AWS's policies as the account has them.
func (x *examiner) compare(o *outcome, account *policy.Model, templates []cfn.Input) {
	var models []*policy.Model
	for _, reading := range cfn.ParseAll(templates, x.params) {
		if o.err = x.managed.Attach(reading.Model); o.err != nil {
			return
		}
		models = append(models, reading.Model)
	}
	o.notices = append(o.notices, live.Compare(account, models)...)
}
