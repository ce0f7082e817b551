package expand_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// TestWhatOthersSayChangesNoFact asks about statements together, where those that say the same share what is found out, and
// about each alone.
func TestWhatOthersSayChangesNoFact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"s3:GetObject", "iam:PassRole", "lambda:*", "*", "s3:GetObject\niam:PassRole", "12:s3:GetObject", "12:s3:GetObject12:iam:PassRole", "s3:${x}", "${?y}", "?", "", "\x00", "kms:Decrypt"}
	some := []policy.Value{value("*"), value("*"), value("arn:aws:iam::*:role/*"), value("${?r}"), value("arn:aws:s3:::orders")}
	for _, name := range []string{"${?b}", "${b}"} { // each also as one writes it who forgets !Sub
		some = append(some, value("arn:aws:s3:::"+name+"${?r}"), policy.Text("arn:aws:s3:::"+name, source.Location{}), value("arn:aws:s3:::"+name),
			policy.Compose([]policy.Part{{Text: "arn:aws:s3:::" + name}, {Kind: policy.Unknown, Text: "r"}}, source.Location{}))
	}
	for range 200 {
		var together, alone []*policy.Statement
		for range 6 {
			var acts []string
			var res []policy.Value
			for range 1 + random.IntN(3) {
				acts = append(acts, words[random.IntN(len(words))])
			}
			for range 1 + random.IntN(2) {
				res = append(res, some[random.IntN(len(some))])
			}
			together, alone = append(together, numbered(acts, res)), append(alone, numbered(acts, res))
		}
		written(t, &policy.Target{Name: "Role", Kind: policy.Role, Documents: []*policy.Document{{Kind: policy.Identity, Statements: together}}})
		for i, s := range alone {
			written(t, &policy.Target{Name: "Role", Kind: policy.Role, Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}}})
			for fact, diff := range map[string]string{
				"grants":    cmp.Diff(s.Grants, together[i].Grants),
				"lists":     cmp.Diff(s.Listed, together[i].Listed),
				"scopable":  cmp.Diff(s.Scopable, together[i].Scopable),
				"misfits":   cmp.Diff(s.Misfits, together[i].Misfits),
				"resources": cmp.Diff(s.Resources, together[i].Resources),
			} {
				if diff != "" {
					t.Fatalf("%s of statement %d differ beside others (-alone +together):\n%s", fact, i, diff)
				}
			}
		}
	}
}

// numbered is a statement with a place for each word of it.
func numbered(acts []string, res []policy.Value) *policy.Statement {
	s := &policy.Statement{Effect: "Allow", Actions: actions(acts...), Target: &policy.Subject{Name: "Role", Kind: policy.Role}}
	s.Document.Kind = policy.Identity
	for i := range s.Actions {
		s.Actions[i].At = source.Location{Artifact: fmt.Sprintf("action %d", i)}
	}
	for i, v := range res {
		v.At = source.Location{Artifact: fmt.Sprintf("resource %d", i)}
		s.Resources = append(s.Resources, policy.ResourceARN{Value: v})
	}
	return s
}
