package expand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
)

func TestNeedsAreWhatNoPolicyAllows(t *testing.T) {
	create := func() *policy.Statement { return allow("ec2:AssociateIamInstanceProfile", "*") }
	unresolved := allow("sqs:SendMessage", "*")
	unresolved.Unresolved = true
	for _, c := range []struct {
		name       string
		statements []*policy.Statement
		attached   bool
		want       []string
	}{
		{"nothing else", []*policy.Statement{create()}, false, []string{"iam:PassRole"}},
		{"allowed elsewhere", []*policy.Statement{create(), allow("iam:PassRole", "*")}, false, nil},
		{"allowed by a pattern", []*policy.Statement{create(), allow("iam:Pa*", "*")}, false, nil},
		{"allowed by a policy that is attached", []*policy.Statement{create(), allow("iam:PassRole", "*")}, true, nil},
		{"denied only", []*policy.Statement{create(), deny("iam:PassRole", "*")}, false, []string{"iam:PassRole"}},
		{"all but something", []*policy.Statement{create(), {Effect: "Allow", NotActions: actions("s3:*"), Resources: resources("*")}}, false, nil},
		{"all but that", []*policy.Statement{create(), {Effect: "Allow", NotActions: actions("iam:*"), Resources: resources("*")}}, false, []string{"iam:PassRole"}},
		{"what can't be read may", []*policy.Statement{create(), unresolved}, false, nil},
		{"of tags nobody speaks", []*policy.Statement{allow("ec2:CreateVolume", "*")}, false, nil},
		{"a Deny needs nothing", []*policy.Statement{deny("ec2:AssociateIamInstanceProfile", "*")}, false, nil},
		{"nor does a pattern", []*policy.Statement{allow("ec2:AssociateIamInstance*", "*")}, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var documents [][]*policy.Statement
			for _, s := range c.statements {
				documents = append(documents, []*policy.Statement{s})
			}
			m := held(t, c.attached, documents...)
			var got []string
			for _, s := range m.Having.Needing {
				for _, need := range s.Needs {
					got = append(got, need.Lacks.Names...)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("missing actions (-want +got):\n%s", diff)
			}
		})
	}
}
