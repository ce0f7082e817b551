package live

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
)

// Suggest writes the policies of a model's roles, users and groups without the permissions that they did not use, as far as
// Usage tells: each a file that could stand in the place of the policy, "111122223333/roles/app/Worker/Inline.json".
// What IAM does not track is kept, and so are statements that deny or name what they don't allow. A policy of which
// all is used gives no file; nor does one of which nothing is, which idle names instead, by whom and name.
func Suggest(m *policy.Model) (files []File, idle []string, err error) {
	for _, r := range m.Records {
		if r.Usage == nil || r.Target == nil {
			continue
		}
		for _, d := range ownDocuments(r.Target) {
			statements, fewer := tightened(d, r.Usage)
			switch {
			case !fewer:
			case !slices.ContainsFunc(statements, func(s map[string]any) bool { return s["Effect"] == "Allow" }):
				idle = append(idle, d.Name+" of "+string(r.Kind)+" "+r.Name)
			default:
				content, err := document(d, statements)
				if err != nil {
					return nil, nil, err
				}
				name := m.Artifact + "/" + string(r.Kind) + "s/" + fileName(r.Name) + "/" + fileName(d.Name) + ".json"
				files = append(files, File{Name: name, Content: content})
			}
		}
	}
	return files, idle, nil
}

// document is one with other statements, as JSON.
func document(d *policy.Document, statements []map[string]any) ([]byte, error) {
	out := map[string]any{"Statement": statements}
	if d.Version != nil {
		out["Version"] = d.Version.Text
	}
	return pretty(out)
}

// ownDocuments are the identity policies that a principal has by itself, inline or attached.
func ownDocuments(t *policy.Target) (own []*policy.Document) {
	var ofGroups []*policy.Document
	for _, g := range t.Groups {
		ofGroups = slices.Concat(ofGroups, g.Documents, g.Reaching)
	}
	for _, d := range slices.Concat(t.Documents, t.Reaching) {
		whole := !d.Unreadable && !slices.ContainsFunc(d.Statements, func(s *policy.Statement) bool { return s.Unresolved || s.Effect == "" })
		if d.Kind == policy.Identity && whole && !slices.Contains(ofGroups, d) {
			own = append(own, d)
		}
	}
	return own
}

// tightened are the statements of a document without what was not used, and whether that is less.
func tightened(d *policy.Document, usage *policy.Usage) (statements []map[string]any, fewer bool) {
	for _, s := range d.Statements {
		actions := words(s.Actions, func(a policy.Action) string { return a.Text })
		if s.Effect == "Allow" && len(actions) > 0 {
			kept := used(actions, usage)
			fewer = fewer || !slices.Equal(kept, actions)
			if actions = kept; len(actions) == 0 {
				continue
			}
		}
		statements = append(statements, written(s, actions))
	}
	return statements, fewer
}

// used are patterns that match what others do and was used, or may have been. A pattern of which all was stays as it is.
func used(patterns []string, usage *policy.Usage) (kept []string) {
	for _, pattern := range patterns {
		kept = append(kept, usedOf(pattern, usage)...)
	}
	if slices.Equal(kept, patterns) {
		return kept
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

func usedOf(pattern string, usage *policy.Usage) (kept []string) {
	matches, unused := map[catalog.Service][]string{}, map[catalog.Service]bool{}
	for a := range catalog.Expand(pattern) {
		service := a.Service()
		if expand.Used(usage, a) {
			matches[service] = append(matches[service], a.Name())
		} else {
			unused[service] = true
		}
	}
	if len(unused) == 0 {
		return []string{pattern}
	}
	for service, names := range matches {
		if !unused[service] && strings.Trim(pattern, "*:") == "" {
			names = []string{service.Prefix() + ":*"}
		}
		kept = append(kept, names...)
	}
	return kept
}

// written is a statement as JSON has it, with other actions.
func written(s *policy.Statement, actions []string) map[string]any {
	out := map[string]any{"Effect": s.Effect}
	for name, list := range map[string][]string{
		"Action":      actions,
		"NotAction":   words(s.NotActions, func(a policy.Action) string { return a.Text }),
		"Resource":    words(s.Resources, func(r policy.ResourceARN) string { return r.Text }),
		"NotResource": words(s.NotResources, func(r policy.ResourceARN) string { return r.Text }),
	} {
		if len(list) > 0 {
			out[name] = list
		}
	}
	if s.Sid != "" {
		out["Sid"] = s.Sid
	}
	conditions := map[string]map[string][]string{}
	for _, c := range s.Conditions {
		if conditions[c.Operator] == nil {
			conditions[c.Operator] = map[string][]string{}
		}
		conditions[c.Operator][c.Key] = words(c.Values, func(v policy.Value) string { return v.Text })
	}
	if len(conditions) > 0 {
		out["Condition"] = conditions
	}
	return out
}

func words[Word any](list []Word, text func(Word) string) []string {
	texts := make([]string, len(list))
	for i, word := range list {
		texts[i] = text(word)
	}
	return texts
}
