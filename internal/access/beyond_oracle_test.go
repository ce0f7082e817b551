package access_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// half is what one side of a comparison has.
type half struct{ Identity, Boundary []naive }

// alphabet are the words that the policies of a comparison are made of, few enough for every request to be asked. Names stand between < and >,
// as in deployable.
type alphabet struct {
	actions, resources, template []string            // template: what only the resources of a template say
	operators                    map[string][]string // by the key
	values                       map[string][]string // by the key
}

const (
	vpc  = "aws:SourceVpc"
	tag  = "aws:PrincipalTag/team"
	tags = "aws:TagKeys"
)

var beyondAlphabets = map[string]alphabet{
	"resources": {
		actions:   []string{"s3:GetObject", "s3:PutObject", "s3:*Object"},
		resources: []string{"*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::*/x", "arn:aws:s3:::b/*", "arn:aws:s3:::?/x*", "arn:aws:s3:::*", "arn:aws:s3:::*/*y"},
	},
	"conditions": {
		actions:   []string{"s3:GetObject", "s3:GetObject", "s3:PutObject"},
		resources: []string{"*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::?/x*"},
		operators: map[string][]string{
			vpc:                   {"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIfExists", "Null", "ForAnyValue:StringLike"},
			"aws:SecureTransport": {"Bool", "BoolIfExists"},
			"s3:max-keys":         {"NumericLessThan", "NumericEquals", "NumericNotEquals", "NumericLessThanIfExists"},
		},
		values: map[string][]string{vpc: {"v", "w", "v*", "*w", "?"}, "aws:SecureTransport": {"true", "false"}, "s3:max-keys": {"1", "2", "3"}},
	},
	"lists": {
		actions:   []string{"s3:GetObject"},
		resources: []string{"*", "arn:aws:s3:::a/*"},
		operators: map[string][]string{tags: {"ForAllValues:StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringNotLike", "ForAnyValue:StringLike", "ForAllValues:StringLikeIfExists", "Null"}},
		values:    map[string][]string{tags: {"x", "y", "x*", "?"}},
	},
	"variables": {
		actions:   []string{"s3:GetObject"},
		resources: []string{"*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::a/${aws:PrincipalTag/team}", "arn:aws:s3:::*/${aws:PrincipalTag/team}*", "arn:aws:s3:::${aws:PrincipalTag/team}/*", "arn:aws:s3:::?/${*}"},
		operators: map[string][]string{tag: {"StringEquals", "StringNotEquals", "StringLike", "Null"}, vpc: {"StringEquals", "StringNotEquals"}},
		values:    map[string][]string{tag: {"x", "a", "x*"}, vpc: {"v", "${aws:PrincipalTag/team}"}},
	},
	"names": {
		actions:   []string{"s3:GetObject", "s3:PutObject"},
		resources: []string{"arn:aws:s3:::a/*", "arn:aws:s3:::a/*", "arn:aws:s3:::b/*", "arn:aws:s3:::c/x", "arn:aws:s3:::*/x", "arn:aws:s3:::*"},
		template:  []string{"arn:aws:s3:::<A>/*", "arn:aws:s3:::<A>/*", "arn:aws:s3:::<B>/x", "arn:aws:s3:::<B>/*", "arn:aws:s3:::<?P>/*", "arn:aws:s3:::<C>/*"},
		operators: map[string][]string{vpc: {"StringEquals", "StringLike", "StringNotEquals"}},
		values:    map[string][]string{vpc: {"v", "w", "v*"}},
	},
}

// requested are the values that requests have in each of some places.
var requested = map[string][]string{
	vpc: {"v", "w", "vw", "zz", "?", "v*", "*w"}, "aws:SecureTransport": {"true", "false"}, "s3:max-keys": {"0", "1", "2", "3", "4"}, tag: {"x", "a", "y", "xy", "zz", "x*", "*"},
	tags: {"x", "xy", "y", "zz", "x*", "?"},
}

func (g generator) half(a alphabet, template bool) half {
	h := half{Identity: g.statements(a, template)}
	if g.IntN(4) == 0 {
		h.Boundary = g.statements(a, template)
	}
	return h
}

func (g generator) statements(a alphabet, template bool) (list []naive) {
	resources := a.resources
	if template {
		resources = append(slices.Clone(resources), a.template...)
	}
	for range 1 + g.IntN(3) {
		s := naive{Effect: g.one("Allow", "Allow", "Allow", "Deny"), Action: g.some(a.actions...)}
		if g.IntN(5) == 0 {
			s.NotResource = g.some(a.resources...)
		} else {
			s.Resource = g.some(resources...)
		}
		for _, key := range slices.Sorted(maps.Keys(a.operators)) {
			if g.IntN(3) > 0 {
				continue
			}
			operator, values := g.one(a.operators[key]...), g.some(a.values[key]...)
			switch {
			case operator == "Null":
				values = []string{g.one("true", "false")}
			case template && key == vpc && a.template != nil && g.IntN(2) == 0:
				values = []string{"<V>"}
			}
			if s.Condition[operator] == nil {
				s.Condition = merged(s.Condition, operator)
			}
			s.Condition[operator][key] = values
		}
		list = append(list, s)
	}
	return list
}

func merged(all map[string]map[string][]string, operator string) map[string]map[string][]string {
	if all == nil {
		all = map[string]map[string][]string{}
	}
	all[operator] = map[string][]string{}
	return all
}

// requests are all that there are about what two sides say.
func requests(text string) (all []naiveRequest) {
	contexts := []map[string][]string{{}}
	buckets, names := []string{"a", "b", "c", "dd"}, []string{"x", "xy", "y", "zz/x", "z/zy", "xa", "*"}
	variable := strings.Contains(text, tag)
	if variable {
		buckets, names = append(buckets, "x", "y", "xy", "zz", "x*", "*"), append(names, "a", "zz", "x*")
	}
	if strings.Contains(text, `\u003c`) {
		buckets = append(buckets, "nobodys") // which no name is, however many there are
	}
	for _, key := range slices.Sorted(maps.Keys(requested)) {
		if !strings.Contains(text, key) {
			continue
		}
		lists, values := [][]string{nil}, requested[key]
		if key == vpc && variable {
			values = append(slices.Clone(requested[tag]), "v")
		}
		for i, v := range values {
			lists = append(lists, []string{v})
			for j := range i {
				if key == tags {
					lists = append(lists, []string{v, values[j]})
				}
			}
		}
		var longer []map[string][]string
		for _, context := range contexts {
			for _, list := range lists {
				one := maps.Clone(context)
				if list != nil {
					one[key] = list
				}
				longer = append(longer, one)
			}
		}
		contexts = longer
	}
	for _, action := range []string{"s3:GetObject", "s3:PutObject"} {
		for _, bucket := range buckets {
			for _, key := range names {
				for _, context := range contexts {
					all = append(all, naiveRequest{action, "arn:aws:s3:::" + bucket + "/" + key, context})
					if bucket == "dd" {
						all = append(all, naiveRequest{action, "arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/" + key, context})
					}
				}
			}
		}
	}
	return all
}

// named are the ways in which the names in a template can turn out.
func named(template half) []half {
	all := []half{template}
	for _, n := range []struct {
		name   string
		values []string
	}{{"A", []string{"a", "b", "c", "dd"}}, {"B", []string{"a", "b", "c", "dd"}}, {"C", []string{"a", "b", "c", "dd"}}, {"?P", []string{"a", "b", "c", "dd", "*"}}, {"V", []string{"v", "w", "vw"}}} {
		var longer []half
		for _, h := range all {
			text, _ := json.Marshal(h)
			// encoding/json writes < and > as escapes.
			name := `\u003c` + n.name + `\u003e`
			if !strings.Contains(string(text), name) {
				longer = append(longer, h)
				continue
			}
			for _, value := range n.values {
				var one half
				if err := json.Unmarshal([]byte(strings.ReplaceAll(string(text), name, value)), &one); err != nil {
					panic(err)
				}
				longer = append(longer, one)
			}
		}
		all = longer
	}
	return all
}

func (h half) target(t *testing.T) *policy.Target {
	t.Helper()
	target := &policy.Target{Kind: policy.Role, Documents: []*policy.Document{asDocument(t, policy.Identity, h.Identity)}}
	if h.Boundary != nil {
		target.Reaching = []*policy.Document{asDocument(t, policy.Boundary, h.Boundary)}
	}
	withAllNames(target)
	return target
}

// TestBeyondAgainstEveryRequest compares with the naive evaluator, asked every request of a small world: what is in excess is so
// whatever the names of the template turn out to be, and what is not, and not doubted, is not with some names. IAMLINT_BEYOND_CASES sets how many policies are made.
func TestBeyondAgainstEveryRequest(t *testing.T) {
	n := 30
	if text := os.Getenv("IAMLINT_BEYOND_CASES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatalf("IAMLINT_BEYOND_CASES: %v", err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(beyondAlphabets)) {
		t.Run(name, func(t *testing.T) {
			g := generator{rand.New(rand.NewPCG(1, 2))}
			count := map[string]int{}
			for range n {
				one, other := g.half(beyondAlphabets[name], false), g.half(beyondAlphabets[name], true)
				if g.IntN(3) == 0 { // mostly the same
					other.Identity = append(other.Identity, one.Identity...)
				}
				count[compareBeyond(t, one, other)]++
			}
			t.Log(count)
			if count["doubt"] > n/4 || count["excess"] < n/10 || count["none"] < n/10 {
				t.Errorf("got %v of %d, want some of either and little doubt", count, n)
			}
		})
	}
}

func compareBeyond(t *testing.T, one, other half) string {
	t.Helper()
	text, _ := json.Marshal([]half{one, other})
	asked := slices.DeleteFunc(requests(string(text)), func(r naiveRequest) bool { return decideNaively(one.Identity, one.Boundary, r) != access.Allowed })
	always, example := true, ""
	for _, h := range named(other) {
		i := slices.IndexFunc(asked, func(r naiveRequest) bool { return decideNaively(h.Identity, h.Boundary, r) != access.Allowed })
		if i < 0 {
			always = false
			break
		}
		example = fmt.Sprintf("%+v", asked[i])
	}
	more, doubts := access.Of(one.target(t)).Beyond(access.Of(other.target(t)), me, nil)
	got := "none"
	more = slices.DeleteFunc(more, func(e access.Excess) bool {
		return !slices.Contains(e.Actions, "s3:GetObject") && !slices.Contains(e.Actions, "s3:PutObject")
	})
	switch {
	case len(more) > 0:
		got = "excess"
	case len(doubts) > 0:
		return "doubt"
	}
	if (got == "excess") != always {
		where := ""
		if len(more) > 0 {
			where = fmt.Sprintf("%v on %s", more[0].Actions, more[0].Resource)
		}
		t.Fatalf("got %s %s, want excess: %t (%s)\nhere:  %s\nthere: %s", got, where, always, example, indented(one), indented(other))
	}
	return got
}

func indented(h half) string {
	text, _ := json.Marshal(h)
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(text))
}

func TestNamesOfBeyondExist(t *testing.T) {
	for _, key := range []string{vpc, "aws:SecureTransport", "s3:max-keys", "aws:PrincipalTag/${TagKey}", tags} {
		if _, ok := catalog.FindKey(key); !ok {
			t.Errorf("no condition key %s", key)
		}
	}
}
