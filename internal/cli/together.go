package cli

import (
	"context"

	"github.com/iamlint/iamlint/internal/parallel"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/policy"
)

// together judges the templates that wait for one another. They are read one after the other, so that the outcome is
// the same however many files are read at a time, and judged several at once.
func (x *examiner) together(ctx context.Context, outcomes []outcome) error {
	x.nested(outcomes)
	var group []*outcome
	for i := range outcomes {
		if outcomes[i].waits != nil {
			group = append(group, &outcomes[i])
		}
	}
	readings, err := x.readTogether(group)
	if err != nil || readings == nil {
		return err
	}
	return untilInterrupted(ctx, len(group), func(i int) {
		o := group[i]
		guard(o, func() { x.evaluate(ctx, o, readings[i].Model) })
		readings[i].Model = nil // models are large, and this one is done with
	})
}

// nested lets the templates that others nest wait as well. They have been judged by themselves, which does
// not count: their parameters are not what they are by default.
func (x *examiner) nested(outcomes []outcome) {
	byArtifact := map[string]*outcome{}
	for i := range outcomes {
		byArtifact[outcomes[i].artifact] = &outcomes[i]
	}
	for i := range outcomes {
		for _, artifact := range outcomes[i].nested {
			o := byArtifact[artifact]
			if o == nil || !o.template || o.waits != nil || o.bug != "" {
				continue
			}
			o.findings, o.notices, o.judge = nil, nil, nil
			o.waits, _ = x.tree(o) // what cannot be parsed is told by itself
		}
	}
}

// readTogether makes models of a group and writes the facts onto them. Should that panic, the first of them
// says so.
func (x *examiner) readTogether(group []*outcome) (readings []cfn.Reading, err error) {
	if len(group) == 0 {
		return nil, nil
	}
	judge, err := x.judge()
	if err != nil {
		return nil, err
	}
	guard(group[0], func() {
		inputs := make([]cfn.Input, len(group))
		for i, o := range group {
			inputs[i] = cfn.Input{Artifact: o.artifact, Root: o.waits}
			o.waits = nil
		}
		all := cfn.ParseAll(inputs, x.params)
		models := make([]*policy.Model, len(all))
		for i, r := range all {
			if err = x.managed.Attach(r.Model); err != nil {
				return
			}
			models[i] = r.Model
			group[i].notices = append(group[i].notices, r.Notices...)
			group[i].judge = judge
		}
		judge.expander.Models(models)
		parallel.Each(len(models), func(i int) { judge.finder.Model(models[i]) })
		readings = all
	})
	return readings, err
}
