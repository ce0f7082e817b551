package access_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

// naive is a statement as JSON has it, and the evaluator below knows it by nothing else: it was written from the
// documentation alone and shares no code with the package.
type naive struct {
	Effect      string
	Action      []string                       `json:",omitempty"`
	NotAction   []string                       `json:",omitempty"`
	Resource    []string                       `json:",omitempty"`
	NotResource []string                       `json:",omitempty"`
	Condition   map[string]map[string][]string `json:",omitempty"`
}

type naiveRequest struct {
	action, resource string
	context          map[string][]string
}

// expression turns a pattern into a regular expression, with variables filled in. It is nil if one has no value.
func expression(p string, fold bool, context map[string][]string) *regexp.Regexp {
	var b strings.Builder
	if fold {
		b.WriteString("(?i)")
	}
	b.WriteString(`(?s)\A`)
	for p != "" {
		switch {
		case strings.HasPrefix(p, "${"):
			end := strings.Index(p, "}")
			name := p[2:end]
			p = p[end+1:]
			switch {
			case name == "*", name == "?", name == "$":
				b.WriteString(regexp.QuoteMeta(name))
			case len(context[name]) == 1:
				b.WriteString(regexp.QuoteMeta(context[name][0]))
			default:
				return nil
			}
			continue
		case p[0] == '*':
			b.WriteString(".*")
		case p[0] == '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(p[:1]))
		}
		p = p[1:]
	}
	b.WriteString(`\z`)
	compiled, met := expressions.Load(b.String())
	if !met {
		compiled, _ = expressions.LoadOrStore(b.String(), regexp.MustCompile(b.String()))
	}
	return compiled.(*regexp.Regexp)
}

// expressions are those that were made, by their text: the same few come again and again.
var expressions sync.Map

func anyOf(patterns []string, text string, fold bool, context map[string][]string) bool {
	for _, p := range patterns {
		if e := expression(p, fold, context); e != nil && e.MatchString(text) {
			return true
		}
	}
	return false
}

func (s naive) applies(r naiveRequest) bool {
	if s.Action != nil && !anyOf(s.Action, r.action, true, nil) || s.NotAction != nil && anyOf(s.NotAction, r.action, true, nil) {
		return false
	}
	if s.Resource != nil && !anyOf(s.Resource, r.resource, false, r.context) || s.NotResource != nil && anyOf(s.NotResource, r.resource, false, r.context) {
		return false
	}
	for operator, keys := range s.Condition {
		for key, values := range keys {
			if !condition(operator, values, r.context[key], r.context) {
				return false
			}
		}
	}
	return true
}

// condition follows the documentation's tables: "If the key is not present …" comes first.
func condition(operator string, values, present []string, context map[string][]string) bool {
	if operator == "Null" {
		return (values[0] == "true") == (len(present) == 0)
	}
	set, base, hasSet := strings.Cut(operator, ":")
	if !hasSet {
		set, base = "", operator
	}
	base, ifExists := strings.CutSuffix(base, "IfExists")
	base = strings.Replace(base, "Not", "", 1)
	negated := strings.Contains(operator, "Not")
	if len(present) == 0 {
		switch {
		case ifExists, set == "ForAllValues":
			return true
		case set == "ForAnyValue":
			return false
		}
		return negated
	}
	all, some := true, false
	for _, v := range present {
		match := false
		for _, p := range values {
			match = match || compare(base, p, v, context)
		}
		all, some = all && match != negated, some || match != negated
	}
	if set == "ForAllValues" {
		return all
	}
	return some
}

func compare(base, p, v string, context map[string][]string) bool {
	switch base {
	case "StringEquals":
		e := expression(strings.NewReplacer("${*}", "${*}", "${?}", "${?}", "*", "${*}", "?", "${?}").Replace(p), false, context)
		return e != nil && e.MatchString(v)
	case "StringLike":
		e := expression(p, false, context)
		return e != nil && e.MatchString(v)
	case "NumericLessThan":
		a, errA := strconv.Atoi(v)
		b, errB := strconv.Atoi(p)
		return errA == nil && errB == nil && a < b
	case "NumericEquals":
		return v == p
	case "Bool":
		return v == p
	}
	panic("no operator " + base)
}

func decideNaively(identity, boundary []naive, r naiveRequest) access.Verdict {
	allows := func(list []naive) (allowed, denied bool) {
		for _, s := range list {
			if s.applies(r) {
				allowed, denied = allowed || s.Effect == "Allow", denied || s.Effect == "Deny"
			}
		}
		return allowed, denied
	}
	allowed, denied := allows(identity)
	if boundary != nil {
		also, forbidden := allows(boundary)
		allowed, denied = allowed && also, denied || forbidden
	}
	if allowed && !denied {
		return access.Allowed
	}
	return access.Denied
}

// generator makes small policies of a small alphabet, so that they often speak of the same.
type generator struct{ *rand.Rand }

func (g generator) one(list ...string) string { return list[g.IntN(len(list))] }

func (g generator) some(list ...string) []string {
	var out []string
	for range 1 + g.IntN(2) {
		out = append(out, g.one(list...))
	}
	return out
}

func (g generator) statement() naive {
	s := naive{Effect: g.one("Allow", "Allow", "Allow", "Deny")}
	actions := g.some("*", "s3:*", "s3:Get*", "S3:getobject", "s3:PutObject", "s3:?etObject", "iam:*")
	if g.IntN(4) == 0 {
		s.NotAction = actions
	} else {
		s.Action = actions
	}
	resources := g.some("*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::?/x", "arn:aws:s3:::a/x", "arn:aws:s3:::a/${aws:username}", "arn:aws:s3:::b/${*}", "arn:aws:s3:::*/${aws:username}*")
	if g.IntN(4) == 0 {
		s.NotResource = resources
	} else {
		s.Resource = resources
	}
	if g.IntN(2) == 0 {
		s.Condition = map[string]map[string][]string{}
		for range 1 + g.IntN(2) {
			operator, key, values := g.condition()
			s.Condition[operator] = map[string][]string{key: values}
		}
	}
	return s
}

func (g generator) condition() (operator, key string, values []string) {
	switch g.IntN(4) {
	case 0:
		operator = g.one("StringEquals", "StringNotEquals", "StringLike", "StringNotLike") + g.one("", "", "IfExists")
		return operator, "s3:prefix", g.some("x", "y", "x*", "?", "${aws:username}", "*")
	case 1:
		operator = g.one("ForAllValues:", "ForAnyValue:") + g.one("StringEquals", "StringNotEquals", "StringLike", "StringNotLike") + g.one("", "", "IfExists")
		return operator, "aws:TagKeys", g.some("x", "y", "x*", "?")
	case 2:
		return g.one("NumericLessThan", "NumericEquals", "NumericNotEquals", "NumericLessThanIfExists"), "s3:max-keys", g.some("1", "2", "3")
	}
	if g.IntN(2) == 0 {
		return "Bool" + g.one("", "IfExists"), "aws:SecureTransport", []string{g.one("true", "false")}
	}
	return "Null", g.one("s3:prefix", "aws:TagKeys", "aws:username"), []string{g.one("true", "false")}
}

func (g generator) request() naiveRequest {
	r := naiveRequest{g.one("s3:GetObject", "s3:PutObject", "iam:PassRole"), "arn:aws:s3:::" + g.one("a", "b", "ab") + "/" + g.one("x", "y", "xy", "*"), map[string][]string{}}
	for _, key := range [][]string{
		{"s3:prefix", "x", "y", "xy"}, {"s3:max-keys", "1", "2", "3"}, {"aws:SecureTransport", "true", "false"}, {"aws:username", "x", "y", "*"},
	} {
		if g.IntN(2) == 0 {
			r.context[key[0]] = []string{g.one(key[1:]...)}
		}
	}
	if g.IntN(2) == 0 {
		r.context["aws:TagKeys"] = g.some("x", "y", "xy")
	}
	return r
}

func (g generator) policy() []naive {
	var list []naive
	for range 1 + g.IntN(3) {
		list = append(list, g.statement())
	}
	return list
}

func asDocument(t *testing.T, kind policy.DocumentKind, list []naive) *policy.Document {
	t.Helper()
	text, err := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": list})
	if err != nil {
		t.Fatal(err)
	}
	return documentOf(t, kind, string(text))
}

// TestDecideAgainstANaiveEvaluator compares with the evaluator above, and what Grants says with both: what is allowed
// has a grant. IAMLINT_DECIDE_CASES sets how many policies are made; each is asked ten times.
func TestDecideAgainstANaiveEvaluator(t *testing.T) {
	n := 3000
	if text := os.Getenv("IAMLINT_DECIDE_CASES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatalf("IAMLINT_DECIDE_CASES: %v", err)
		}
	}
	g := generator{rand.New(rand.NewPCG(5, 6))}
	count := map[access.Verdict]int{}
	for range n {
		identity, boundary := g.policy(), []naive(nil)
		target := &policy.Target{Kind: policy.Role, Documents: []*policy.Document{asDocument(t, policy.Identity, identity)}}
		if g.IntN(3) == 0 {
			boundary = g.policy()
			target.Reaching = []*policy.Document{asDocument(t, policy.Boundary, boundary)}
		}
		p := access.Of(target)
		for range 10 {
			r := g.request()
			question := access.Request{Action: r.action, Resource: r.resource, Context: r.context, Complete: true}
			got, want := p.Decide(question).Verdict, decideNaively(identity, boundary, r)
			count[got]++
			if got != want {
				t.Fatalf("%s: got %s, want %s", describeCase(identity, boundary, r), got, want)
			}
			question.Complete = false
			if open := p.Decide(question).Verdict; open != access.Conditional && open != want {
				t.Fatalf("%s: got %s when it is not known which keys are absent, want %s or that it depends", describeCase(identity, boundary, r), open, want)
			}
			if r.action != "iam:PassRole" && got == access.Allowed && len(p.Grants(r.action)) == 0 {
				t.Fatalf("%s: is allowed, but there is no grant", describeCase(identity, boundary, r))
			}
		}
	}
	if count[access.Allowed] < n || count[access.Denied] < n {
		t.Errorf("got %v, want at least a tenth of either", count)
	}
}

func describeCase(identity, boundary []naive, r naiveRequest) string {
	one, _ := json.Marshal(identity)
	two, _ := json.Marshal(boundary)
	return fmt.Sprintf("%s\nwithin %s\n%+v", one, two, r)
}
