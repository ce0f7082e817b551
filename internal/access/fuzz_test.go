package access_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// FuzzConditions compares what conditions let through with what the naive evaluator says. Each byte stands for a letter
// of a small alphabet, so that texts are often alike.
func FuzzConditions(f *testing.F) {
	f.Add(byte(0), byte(0), false, "\x00\x04", "\x01", "\x00\x01", "")
	f.Add(byte(3), byte(1), true, "\x06", "\x05\x00", "", "\x02")
	f.Add(byte(4), byte(2), false, "\x00", "\x01\x03", "\x00\x04\x05", "\x04\x07\x03")
	f.Add(byte(0), byte(1), true, "\x05", "\x00", "\x02", "")
	f.Fuzz(func(t *testing.T, base, set byte, ifExists bool, one, other, first, second string) {
		if len(one)+len(other)+len(first)+len(second) > 60 {
			return
		}
		sets := []string{"", "ForAllValues:", "ForAnyValue:"}
		bases := []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "Null"}
		operator := sets[int(set)%len(sets)] + bases[int(base)%len(bases)]
		values := []string{spelled(one, "a", "b", "*", "?", "${aws:username}", "${*}", "ab"), spelled(other, "a", "b", "*", "?")}
		switch {
		case strings.HasSuffix(operator, "Null"):
			operator, values = "Null", []string{"true", "false"}[len(one)%2:][:1]
		case ifExists:
			operator += "IfExists"
		}
		context := map[string][]string{"aws:username": {"a"}}
		for _, v := range []string{first, second} {
			if v != "" {
				context["aws:TagKeys"] = append(context["aws:TagKeys"], spelled(v, "a", "b", "*", "?"))
			}
		}
		if !strings.HasPrefix(operator, "For") && len(context["aws:TagKeys"]) > 1 {
			context["aws:TagKeys"] = context["aws:TagKeys"][:1] // a key of several values wants a set operator
		}
		c := policy.Condition{Operator: operator, Key: "aws:TagKeys"}
		for _, v := range values {
			c.Values = append(c.Values, policy.Text(v, source.Location{}))
		}
		p := under("s3:*", "*", c)
		got := p.Decide(access.Request{Action: "s3:GetObject", Resource: object, Complete: true, Context: context}).Verdict
		if holds := condition(operator, values, context["aws:TagKeys"], context); holds != (got == access.Allowed) {
			t.Errorf("%s %q of %q: got %s, want that it holds: %t", operator, values, context["aws:TagKeys"], got, holds)
		}
	})
}

// spelled is a text in which each byte of another stands for one of the letters.
func spelled(text string, letters ...string) string {
	var b strings.Builder
	for i := range len(text) {
		b.WriteString(letters[int(text[i])%len(letters)])
	}
	return b.String()
}
