package escalation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// FuzzFacts finds out what there is to know of a policy, whatever stands in it, and again: what was kept of the first time
// changes nothing.
func FuzzFacts(f *testing.F) {
	for _, statements := range []string{
		`{"Effect": "Allow", "Action": ["iam:PassRole", "lambda:*", "s3:Get*"], "Resource": ["*", "arn:aws:s3:::a/*"]}`,
		`{"Effect": "Allow", "Action": "s3:GetObject", "NotAction": "iam:*", "Resource": "arn:aws:s3:::b"}, {"Effect": "Allow", "Action": "iam:*", "NotResource": "arn:aws:iam::*:role/a"}, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}`,
		`{"Effect": "Allow", "NotAction": "s3:*", "Resource": "arn:aws:iam::111122223333:role/${aws:username}"}`,
		`{"Effect": "Allow", "Principal": {"AWS": "*", "Service": "s3.amazonaws.com"}, "Action": "sts:AssumeRole", "Condition": {"ForAllValues:StringLike": {"aws:SourceArn": ["arn:aws:s3:::*", "?"]}}}`,
	} {
		f.Add(`{"Version": "2012-10-17", "Statement": [`+statements+`]}`, byte(0))
	}
	f.Fuzz(func(t *testing.T, text string, kind byte) {
		kinds := []policy.DocumentKind{policy.Identity, policy.Trust, policy.ResourceBased, policy.Boundary, policy.SCP}
		if len(text) > 2000 {
			return
		}
		judged := func() *policy.Model {
			root, err := node.Parse("p.json", []byte(text))
			if err != nil || !parse.IsPolicy(root) {
				return nil
			}
			m, _ := parse.Policy("p.json", root, kinds[int(kind)%len(kinds)])
			find(t, m)
			return m
		}
		m := judged()
		if m == nil {
			return
		}
		if diff := cmp.Diff(m.Having.Escalations, judged().Having.Escalations); diff != "" {
			t.Errorf("escalations differ the second time (-first +second):\n%s", diff)
		}
	})
}
