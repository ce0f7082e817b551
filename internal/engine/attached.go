package engine

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// word is a place in a template as one target has it.
type word struct {
	at     source.Location
	target string
}

// judgeAttachments keeps of the findings about an attached AWS managed policy the gravest, if it is grave. All
// of them stand at the one word that attaches it, and there is one thing to do about them: to attach something
// else. The user can't mend what AWS wrote, so that lesser faults in it are for the rules about attaching alone,
// and nothing is said of what SAM attaches by itself. A user's own rules say what they like. As the word may not be the policy's name, the
// message begins with it, and ends with what can be done.
func (e *Engine) judgeAttachments(m *policy.Model, sorted []finding.Finding) []finding.Finding {
	attached := attachments(m)
	if len(attached) == 0 {
		return sorted
	}
	gravest := map[word]int{}
	kept := sorted[:0]
	for _, f := range sorted {
		w := word{f.At, f.Target}
		a, ok := attached[w]
		switch {
		case !ok, e.fromUser(f.Rule), e.aboutResources(f.Rule):
			kept = append(kept, f)
			continue
		case a.Origin == policy.FromSAM, f.Severity < finding.High && !e.aboutAttaching(f.Rule):
			continue
		}
		if name := a.Name[strings.LastIndexByte(a.Name, '/')+1:]; !strings.Contains(f.Message, name) {
			deed, _, _ := strings.Cut(f.Message, ": ")
			f.Message = name + ": " + deed + ": attach a policy of your own with what it needs instead"
		}
		if i, ok := gravest[w]; !ok {
			gravest[w] = len(kept)
			kept = append(kept, f)
		} else if e.outranks(f, kept[i]) {
			kept[i] = f
		}
	}
	return kept
}

// fromUser tells whether a rule is a user's own.
func (e *Engine) fromUser(rule string) bool {
	return e.custom && slices.ContainsFunc(e.applied, func(f *file) bool { return f.rule.ID == rule && f.custom })
}

// outranks tells whether a finding speaks instead of another. Of two that are equally grave, a rule about
// attaching knows more of what to attach.
func (e *Engine) outranks(f, than finding.Finding) bool {
	if f.Severity != than.Severity {
		return f.Severity > than.Severity
	}
	return e.aboutAttaching(f.Rule) && !e.aboutAttaching(than.Rule)
}

// aboutAttaching tells whether a rule is about what is attached to whom, not about what stands in policies: it
// looks at targets, or has managed policies in its name.
func (e *Engine) aboutAttaching(rule string) bool {
	return strings.Contains(rule, "managed-policy") || slices.ContainsFunc(e.applied, func(f *file) bool {
		return f.rule.ID == rule && slices.Contains(f.asks, "targets")
	})
}

// aboutResources tells whether a rule looks at the template's resources only, and so at nothing that AWS wrote.
func (e *Engine) aboutResources(rule string) bool {
	return slices.ContainsFunc(e.applied, func(f *file) bool { return f.rule.ID == rule && slices.Equal(f.asks, []string{"resources"}) })
}

// attachments are the places where AWS managed policies are attached.
func attachments(m *policy.Model) map[word]policy.Attachment {
	var all map[word]policy.Attachment
	for _, target := range m.Targets {
		for _, a := range target.Managed {
			if a.Name == "" {
				continue
			}
			if all == nil {
				all = map[word]policy.Attachment{}
			}
			all[word{a.At, target.Name}] = a
		}
	}
	return all
}
