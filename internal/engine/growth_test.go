package engine_test

import (
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/engine"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
)

// Four times as many targets are at most mostGrowth times the work. What grows with their number takes 4 times as much, or less when
// some of it is done once; what grows with the number of their pairs takes 16 times, or a little less.
const (
	fewTargets = 2
	mostGrowth = 4.3
)

// constant are rules whose work is the same however many targets there are, as they speak of the account or, once, of what several
// targets have in common.
var constant = map[string]bool{
	"long-lived-credential-root": true, "no-access-analyzer": true, "no-mfa-root": true, "repeated-inline-policy": true, "weak-password-policy": true,
}

// TestTheWorkOfARuleGrowsWithItsTargets lets each rule judge its bad example many times over, in one artifact and under names of
// their own. It counts steps of OPA, which are the same on every machine. A rule that looks for something among all targets, for each of them, has to
// gather it once for all: OPA evaluates what is defined key by key, and what is asked of a function, anew for each key.
func TestTheWorkOfARuleGrowsWithItsTargets(t *testing.T) {
	for _, x := range examples(t) {
		if name := path.Base(x.name); name != "bad.yaml" && name != "bad.json" {
			continue
		}
		t.Run(x.rule, func(t *testing.T) {
			with := x.engine(t, engine.Options{Enabled: func(r finding.Rule) bool { return r.ID == x.rule }})
			few, many := work(t, with, x, fewTargets), work(t, with, x, 4*fewTargets)
			switch {
			case float64(many) > mostGrowth*float64(few):
				t.Errorf("got %d steps for %d times the example and %d for %d, want at most %.1f times as many", few, fewTargets, many, 4*fewTargets, mostGrowth)
			case 10*many < 11*few && !constant[x.rule]:
				t.Errorf("got %d steps for %d times the example and %d for %d, want more: are the targets others?", few, fewTargets, many, 4*fewTargets)
			}
		})
	}
}

func work(t *testing.T, with *engine.Engine, x example, copies int) int {
	t.Helper()
	steps, err := with.Work(t.Context(), x.read(t, multiplied(t, x, copies)))
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

// multiplied is an example in JSON in which everything that targets are made from is there so many times, under different
// names: resources of a template, statements of a policy, lists of an account's page.
func multiplied(t *testing.T, x example, copies int) string {
	t.Helper()
	root, err := node.Parse(x.name, []byte(x.content))
	if err != nil {
		t.Fatal(err)
	}
	var page map[string]any
	if err = json.Unmarshal([]byte(twin(t, root, "")), &page); err != nil {
		t.Fatal(err)
	}
	if statement, ok := page["Statement"].(map[string]any); ok {
		page["Statement"] = []any{statement}
	}
	many := maps.Clone(page)
	r := renaming{names: map[string]bool{}}
	r.find(page, "")
	for section, value := range page {
		resources, list := map[string]any{}, []any{}
		for i := range copies {
			r.suffix = "N" + strconv.Itoa(i)
			switch again := r.copied(value, section).(type) {
			case []any:
				list = append(list, again...)
				many[section] = list
			case map[string]any:
				if section == "Resources" {
					maps.Copy(resources, again)
					many[section] = resources
				}
			}
		}
	}
	text, err := json.Marshal(many)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// renaming gives the names of a copy an end of its own.
type renaming struct {
	names  map[string]bool
	suffix string
}

var (
	// nameKeys say what something is called.
	nameKeys = regexp.MustCompile(`^(Role|User|Group|Policy|InstanceProfile|Bucket|Function|Queue|Topic|Table|Stack)Name$|^(Role|User|Group|Policy)Id$|^AccessKeyId$|^Sid$`)
	// wordKeys say what is no name, even if something is called so.
	wordKeys = regexp.MustCompile(`^(Type|Effect|Service|(Not)?Action|Version)$`)
	// names may stand between these in an ARN, a reference or a text.
	nameWords = regexp.MustCompile(`[^/:.${}*, ]+`)
)

// find notes what resources are called: their logical ids, what keys such as RoleName say, and the ends of ARNs of IAM.
func (r renaming) find(v any, key string) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			r.names[k] = r.names[k] || key == "Resources"
			r.find(inner, k)
		}
	case []any:
		for _, inner := range v {
			r.find(inner, key)
		}
	case string:
		arn := key == "Arn" && strings.Contains(v, ":iam::") && !strings.Contains(v, ":iam::aws:")
		name := v[strings.LastIndex(v, "/")+1:]
		r.names[name] = r.names[name] || arn || nameKeys.MatchString(key)
	}
}

func (r renaming) copied(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		all := make(map[string]any, len(v))
		for k, inner := range v {
			name := k
			if key == "Resources" {
				name += r.suffix
			}
			all[name] = r.copied(inner, k)
		}
		return all
	case []any:
		all := make([]any, len(v))
		for i, inner := range v {
			all[i] = r.copied(inner, key)
		}
		return all
	case string:
		if wordKeys.MatchString(key) {
			return v
		}
		return nameWords.ReplaceAllStringFunc(v, func(word string) string {
			if r.names[word] {
				return word + r.suffix
			}
			return word
		})
	}
	return v
}
