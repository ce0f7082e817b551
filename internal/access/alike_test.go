package access_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
)

// Actions to whose resources nobody says anything in particular are asked about once, however many AWS has.
func TestEverythingUnderConditionsIsComparedInFewRequests(t *testing.T) {
	const (
		tagged = "{Effect: Allow, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:PrincipalTag/team': [a, b]}}}"
		signed = "{Effect: Allow, Action: '*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'true'}}}"
		bucket = ",{Effect: Deny, NotAction: 'iam:*', Resource: 'arn:aws:s3:::b/*', Condition: {StringEquals: {'aws:PrincipalTag/team': a}}}"
		own    = ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:ResourceAccount': '444455556666'}}}"
	)
	for _, c := range []struct {
		name, live, template string
		most                 int
		want                 string // what is found first
		doubted              bool
	}{
		{"the same", tagged + "," + signed, tagged + "," + signed, 2_000, "", false},
		{"another condition", tagged, signed, 2_000, "a2c:GetContainerizationJobDetails", false},
		{"a Deny on one service's resources", tagged + bucket, tagged + bucket, 5_000, "", false},
		{"one Deny less", tagged, tagged + bucket, 5_000, "s3:AbortMultipartUpload", false},
		{"what has to be asked of every type", tagged + own, tagged + own, 5_000, "", true},
		{"none is left", tagged, signed, 0, "", true},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			live, template := deployable(t, c.live, ""), deployable(t, c.template, "")
			more, doubts := access.Of(live).BeyondWithin(access.Of(template), me, c.most)
			got := ""
			if len(more) > 0 {
				got = more[0].Actions[0]
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if doubted := len(doubts) > 0; doubted != c.doubted {
				t.Errorf("got doubts %v", doubts)
			}
			if c.doubted && (len(doubts[0].Actions) < 100 || doubts[0].At.Region.Start.Line == 0 && doubts[0].At.Artifact == "") {
				t.Errorf("got %d actions at %v", len(doubts[0].Actions), doubts[0].At)
			}
		})
	}
}
