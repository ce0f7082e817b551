package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// foreignName is the name that templates know a target of another one by.
type foreignName struct {
	kind policy.TargetKind
	name string
}

// registered is a target and the template that has it.
type registered struct {
	in     *template
	target *policy.Target
}

// register files a template's targets under the names that others know them by.
func (s *stacks) register(t *template) {
	for kind, names := range t.registry {
		for name, targets := range names {
			key := foreignName{kind, t.outwardText(name)}
			for _, target := range targets {
				s.registry[key] = append(s.registry[key], registered{t, target})
			}
		}
	}
}

// find finds the targets that a name stands for: those of the template itself,
// else, by a name that came from another template, those of that one.
func (t *template) find(kind policy.TargetKind, name string) []*policy.Target {
	if own := t.registry[kind][name]; len(own) > 0 {
		return own
	}
	if !t.imported[name] && !strings.Contains(name, " in ") {
		return nil
	}
	if slash := strings.LastIndexByte(name, '/'); strings.HasPrefix(name, "arn:") && slash > 0 && !strings.Contains(name[slash:], "}") {
		name = name[slash+1:]
	} else if _, after, ok := strings.Cut(name, ":"+string(kind)+"/"); ok {
		name = after
	}
	return t.elsewhere(kind, name)
}

// elsewhere are the targets of the one other template that has some of that
// name. Where several have, it is not known which is meant.
func (t *template) elsewhere(kind policy.TargetKind, name string) []*policy.Target {
	found := t.stacks.registry[foreignName{kind, name}]
	var targets []*policy.Target
	for _, r := range found {
		if r.in == t || r.in != found[0].in {
			return nil
		}
		targets = append(targets, r.target)
	}
	return targets
}

// findBoundaries finds out which managed policies other templates use as a
// permissions boundary, and which they attach.
func (s *stacks) findBoundaries() {
	s.bounding, s.attached = map[string]bool{}, map[string]bool{}
	if len(s.templates) < 2 {
		return
	}
	for _, t := range s.templates {
		noted := t.notices // what is unknown is noted where the property is read
		for _, r := range t.order {
			t.mention(r, "PermissionsBoundary", s.bounding)
			t.mention(r, "ManagedPolicyArns", s.attached)
			if r.isSAM() {
				t.mention(r, "Policies", s.attached)
			}
		}
		t.notices = noted
	}
}

// mention gathers the policies of other templates that a property names.
func (t *template) mention(r *resource, property string, names map[string]bool) {
	for _, v := range t.values(r.properties.Get(property), r.under) {
		if _, name, ok := strings.Cut(v.Text, ":policy/"); ok && slices.ContainsFunc(v.Parts, isForeignPart) {
			names[name] = true
		}
	}
}

func isForeignPart(p policy.Part) bool {
	return p.Kind != policy.Literal && strings.Contains(p.Text, " in ")
}
