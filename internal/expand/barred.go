package expand

import (
	"slices"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// barred lists what the boundary of the target at hand takes from an administrator. A boundary that is not at hand takes
// nothing for sure.
func (w *work) barred() []string {
	if !w.bounded {
		return nil
	}
	return slices.DeleteFunc(policy.Administration(), func(name string) bool {
		a, _ := catalog.FindAction(name)
		return !w.bars(a)
	})
}

// bars tells whether the boundary leaves nothing of an action, on whatever it can be about.
func (w *work) bars(a catalog.Action) bool {
	for t := range a.ResourceTypes() {
		if text := typeGlob(t, "*", "*", "*"); !w.outOfBounds(a, policy.Value{Text: text, Known: true, Parts: []policy.Part{{Kind: policy.Literal, Text: text}}}) {
			return false
		}
	}
	return true
}

// outOfBounds tells whether the boundary does not allow an action on what a resource covers, or denies it.
func (w *work) outOfBounds(a catalog.Action, resource policy.Value) bool {
	return w.beyond(lowerName(a), resource) || slices.ContainsFunc(w.denials, func(d *policy.Statement) bool {
		_, speaks := speaksOf(d, lowerName(a))
		return speaks && always(d, "") && d.Document.Kind == policy.Boundary && takes(d, resource)
	})
}

// bar notes on a target, and wherever its short form stands, what its boundary takes from an administrator.
func bar(target *policy.Target, actions []string) {
	target.Barred = actions
	for _, d := range target.Documents {
		if d.Target != nil {
			d.Target.Barred = actions
		}
		for _, s := range d.Statements {
			if s.Target != nil && s.Target != d.Target {
				s.Target.Barred = actions
			}
		}
	}
}
