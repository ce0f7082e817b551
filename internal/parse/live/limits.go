package live

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// limits reads the policies of the organization: each is judged by itself, and limits every principal of the account.
func (r *reader) limits(list *node.Node) {
	levels := map[string]*level{}
	var all []*policy.Document
	for _, n := range items(list) {
		all = append(all, r.limit(levels, n)...)
	}
	for _, id := range slices.Sorted(maps.Keys(levels)) {
		if d := levels[id].denial(id); d != nil {
			all = append(all, d)
		}
	}
	for _, t := range r.model.Targets {
		if t.Kind == policy.Role || t.Kind == policy.User {
			t.Reaching = append(t.Reaching, all...)
		}
	}
}

// limit reads one policy of the organization, and gives what limits principals of it. What AWS wrote, FullAWSAccess, takes
// nothing away.
func (r *reader) limit(levels map[string]*level, n *node.Node) []*policy.Document {
	name := n.Get("Name")
	if name == nil || strings.EqualFold(text(n.Get("AwsManaged")), "true") {
		opened(levels, n)
		return nil
	}
	kind := policy.SCP
	if text(n.Get("Type")) == string(types.PolicyTypeResourceControlPolicy) {
		kind = policy.RCP
	}
	document := r.document(n.Get("Content"))
	if document == nil {
		r.notices.Fail(name.At, "policy %s of the organization has no content here: what it limits was not judged", name.Text)
		opened(levels, n)
		return nil
	}
	t := &policy.Target{Name: name.Text, Kind: policy.Raw, At: name.At}
	r.read(t, document, name.Text, kind)
	r.model.Targets = append(r.model.Targets, t)
	if strings.EqualFold(text(n.Get("Exempt")), "true") {
		return nil
	}
	if kind == policy.RCP {
		return r.guarding(t.Documents, text(n.Get("Organization")))
	}
	return limiting(levels, n, t.Documents)
}

// level is the root of an organization, a unit or the account, each of which has to allow what is done: some SCP that is
// attached to it does.
type level struct {
	allowed []policy.Action // by its SCPs
	open    bool            // they may allow anything
	at      source.Location
}

// opened notes that nothing can be said of what the levels don't allow to which a policy is attached.
func opened(levels map[string]*level, n *node.Node) {
	if text(n.Get("Type")) != string(types.PolicyTypeServiceControlPolicy) {
		return
	}
	for _, id := range items(n.Get("Targets")) {
		levelOf(levels, id).open = true
	}
}

func levelOf(levels map[string]*level, id *node.Node) *level {
	if levels[id.Text] == nil {
		levels[id.Text] = &level{at: id.At}
	}
	return levels[id.Text]
}

// limiting notes what the documents of an SCP allow at its levels, and gives what is left of them to limit principals by
// itself. Where it is not known what the SCP is attached to, that is all of it.
func limiting(levels map[string]*level, n *node.Node, documents []*policy.Document) (left []*policy.Document) {
	targets := items(n.Get("Targets"))
	for _, d := range documents {
		other := *d
		other.Statements = nil
		for _, s := range d.Statements {
			if s.Effect != "Allow" || len(targets) == 0 || !plain(s) {
				other.Statements = append(other.Statements, s)
			}
			for _, id := range targets {
				levelOf(levels, id).allow(s)
			}
		}
		left = append(left, &other)
	}
	return left
}

// plain tells whether a statement says all by its actions.
func plain(s *policy.Statement) bool {
	everywhere := func(r policy.ResourceARN) bool { return r.Text == "*" }
	return named(s) && len(s.Conditions) == 0 && slices.ContainsFunc(s.Resources, everywhere)
}

// named tells whether it is known what a statement is about.
func named(s *policy.Statement) bool { return len(s.Actions) > 0 && !s.Unresolved }

func (l *level) allow(s *policy.Statement) {
	switch {
	case s.Effect == "Allow" && named(s):
		l.allowed = append(l.allowed, s.Actions...)
	case s.Effect != "Deny":
		l.open = true
	}
}

// denial is what a level does not allow, as a policy that denies it; nil if nothing can be said of that.
func (l *level) denial(id string) *policy.Document {
	if l.open || len(l.allowed) == 0 {
		return nil
	}
	d := &policy.Document{Name: "the SCPs of " + id, Kind: policy.SCP, At: l.at, Target: &policy.Subject{Name: id, Kind: policy.Raw, At: l.at}}
	d.Statements = []*policy.Statement{{
		At: l.at, Effect: "Deny", EffectAt: l.at, Target: d.Target, Document: d.Title(),
		NotActions: l.allowed, Resources: []policy.ResourceARN{{Value: policy.Text("*", l.at)}},
	}}
	return d
}
