package ignore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/glob"
)

// Apply moves the findings of a report that are suppressed to those that do not count, and adds what there is to say of
// the suppressions themselves. Its notices are sorted again.
func (s *Set) Apply(r *finding.Report) {
	s.learn()
	var kept []finding.Finding
	for i := range r.Findings {
		f := r.Findings[i]
		if f.Suppression = s.suppression(&r.Findings[i]); f.Suppression == nil {
			kept = append(kept, f)
			continue
		}
		r.Suppressed = append(r.Suppressed, f)
	}
	r.Findings = kept
	s.tellUseless()
	r.Notices = append(r.Notices, s.notices...)
	s.notices = nil
	slices.SortStableFunc(r.Notices, func(m, n finding.Notice) int { return m.At.Compare(n.At) })
}

// suppression is the first suppression of a finding, nil when there is none. All that there are were of use.
func (s *Set) suppression(f *finding.Finding) *finding.Suppression {
	var first *finding.Suppression
	for _, e := range s.entries {
		if !s.covers(e, f) {
			continue
		}
		e.found = append(e.found, f)
		if first == nil {
			e.first = append(e.first, f)
			reason := e.Reason
			if e.ID != "" {
				reason = strings.TrimSuffix(e.ID+": "+reason, ": ")
			}
			first = &finding.Suppression{By: e.By, Reason: reason, Until: e.Until, At: e.At}
		}
	}
	return first
}

func (s *Set) covers(e *Entry, f *finding.Finding) bool {
	switch {
	case !slices.Contains(e.Rules, f.Rule),
		e.Artifact != "" && e.Artifact != f.At.Artifact,
		e.Paths != nil && !e.Paths(f.At.Artifact),
		e.Target != "" && !glob.Match(e.Target, f.Target),
		e.Region != nil && !s.reaches(e, f):
		return false
	}
	return e.Narrow.empty() || e.Narrow.allows(s.tree(f), f)
}

// reaches tells whether a finding stands where a suppression holds. One that is written at a resource also holds for
// what is said of the resource where no other resource stands.
func (s *Set) reaches(e *Entry, f *finding.Finding) bool {
	start := f.At.Region.Start
	if within(*e.Region, start) {
		return true
	}
	return e.Resource != "" && e.Resource == f.Target && s.trees[e.Artifact].at(start) == nil
}

func (s *Set) tree(f *finding.Finding) *tree { return s.trees[f.At.Artifact] }

// tellUseless tells of suppressions of ours that suppress nothing, unless their rules were not applied in this run.
func (s *Set) tellUseless() {
	for _, e := range s.entries {
		if e.ID != "" || e.Partial {
			continue
		}
		var useless []string
		for _, rule := range e.Rules {
			used := slices.ContainsFunc(e.found, func(f *finding.Finding) bool { return f.Rule == rule })
			if !used && s.reported[rule] {
				useless = append(useless, rule)
			}
		}
		if len(useless) > 0 {
			s.note(e.At, fmt.Sprintf("the suppression of %s suppresses nothing: remove it", strings.Join(useless, ", ")))
		}
	}
}
