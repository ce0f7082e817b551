package expand_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

func TestKeysOfTheRequestsForSessions(t *testing.T) {
	for _, c := range []struct{ action, key, want string }{
		{"sts:TagSession", "sts:ExternalId", ""},
		{"sts:SetSourceIdentity", "sts:RoleSessionName", ""},
		{"sts:SetContext", "sts:SourceIdentity", ""},
		{"sts:tagsession", "sts:TransitiveTagKeys", ""},
		{"sts:GetCallerIdentity", "sts:ExternalId", "key-unsupported sts:GetCallerIdentity"},
		{"sts:TagSession", "ec2:InstanceType", "key-unsupported sts:TagSession"},
	} {
		t.Run(c.action+c.key, func(t *testing.T) {
			if _, ok := catalog.FindAction(c.action); !ok {
				t.Errorf("there is no action %s", c.action)
			}
			if _, ok := catalog.FindKey(c.key); !ok {
				t.Errorf("there is no key %s", c.key)
			}
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: needed(policy.Trust), Document: policy.Title{Kind: policy.Trust}, Target: &policy.Subject{Kind: policy.Role},
				Principals: principals("AWS", "111122223333"), Actions: actions(c.action),
				Conditions: []policy.Condition{{Operator: "ForAnyValue:StringLike", Key: c.key, Values: []policy.Value{value("x")}}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
