package engine_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Other tools have one check where we tell by severity and confidence: who accepts what it says, accepts all of ours.
func TestRulesThatShareACheckOfOthersShareItsIDs(t *testing.T) {
	known := newEngine(t, false).Rules()
	for id, all := range map[string][]string{
		"CKV_AWS_110": {
			"privilege-escalation-admin", "privilege-escalation", "privilege-escalation-limited", "likely-privilege-escalation-admin",
			"likely-privilege-escalation", "likely-privilege-escalation-limited", "possible-privilege-escalation", "possible-privilege-escalation-minor",
		},
		"CKV_AWS_61":                    {"cross-account-root", "third-party-without-external-id"},
		"IAM_NO_INLINE_POLICY_CHECK":    {"inline-policy", "policy-on-user"},
		"KMS_NO_WILDCARD_PRINCIPAL":     {"public-resource-policy", "public-resource-policy-write"},
		"LAMBDA_NO_WILDCARD_PRINCIPALS": {"lambda-permission-any-principal", "public-resource-policy", "public-resource-policy-write"},
	} {
		var got []string
		for _, rule := range known {
			if slices.Contains(rule.Aliases, id) {
				got = append(got, rule.ID)
			}
		}
		slices.Sort(got)
		slices.Sort(all)
		if diff := cmp.Diff(all, got); diff != "" {
			t.Errorf("the rules that %s stands for (-want +got):\n%s", id, diff)
		}
	}
}
