package engine

import "github.com/iamlint/iamlint/internal/finding"

// yield leaves out what another rule says in graver words of the same word in the same target: METADATA names
// the rules to which one yields. If those are not applied, or find nothing, it speaks.
func (e *Engine) yield(findings []finding.Finding) []finding.Finding {
	graver := map[string][]string{}
	for _, f := range e.applied {
		if len(f.yieldsTo) > 0 {
			graver[f.rule.ID] = f.yieldsTo
		}
	}
	if len(graver) == 0 {
		return findings
	}
	said := map[word]map[string]bool{}
	for _, f := range findings {
		w := word{f.At, f.Target}
		if said[w] == nil {
			said[w] = map[string]bool{}
		}
		said[w][f.Rule] = true
	}
	kept := findings[:0]
	for _, f := range findings {
		if !anyOf(graver[f.Rule], said[word{f.At, f.Target}]) {
			kept = append(kept, f)
		}
	}
	return kept
}

func anyOf(rules []string, said map[string]bool) bool {
	for _, rule := range rules {
		if said[rule] {
			return true
		}
	}
	return false
}
