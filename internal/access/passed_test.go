package access_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/access"
)

func TestWhatWasForATimeThatHasPassedGrantsNothing(t *testing.T) {
	for condition, grants := range map[string]bool{
		"DateLessThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}":                                          false,
		"DateLessThanEquals: {'AWS:currenttime': '2020-01-01'}":                                              false,
		"DateLessThanIfExists: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}":                                  false,
		"DateLessThan: {'aws:EpochTime': '1577836800'}":                                                      false,
		"DateLessThan: {'aws:TokenIssueTime': '2020-01-01T00:00:00Z'}":                                       false,
		"DateLessThanIfExists: {'aws:TokenIssueTime': '2020-01-01T00:00:00Z'}":                               true, // an access key of a user has none
		"'ForAllValues:DateLessThan': {'aws:TokenIssueTime': '2020-01-01T00:00:00Z'}":                        true,
		"DateGreaterThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}":                                       true,
		"DateLessThan: {'aws:CurrentTime': '2999-01-01T00:00:00Z'}":                                          true,
		"DateLessThan: {'aws:CurrentTime': ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']}":                true,
		"DateLessThan: {'aws:CurrentTime': ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z']}":                false,
		"DateLessThan: {'aws:CurrentTime': soon}":                                                            true,
		"DateLessThan: {'aws:CurrentTime': []}":                                                              true,
		"DateLessThan: {'aws:PrincipalTag/until': '2020-01-01T00:00:00Z'}":                                   true,
		"StringEquals: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}":                                          true,
		"Bool: {'aws:SecureTransport': 'true'}, DateLessThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z'}":   false,
		"Bool: {'aws:SecureTransport': 'true'}, DateLessThan: {'aws:CurrentTime': '2999-01-01T00:00:00Z'}":   true,
		"DateLessThan: {'aws:CurrentTime': '2020-01-01T00:00:00Z', 'aws:EpochTime': '2999-01-01T00:00:00Z'}": false,
	} {
		t.Run(condition, func(t *testing.T) {
			target := role(t, "{Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {"+condition+"}}", "")
			p := access.Of(target)
			if got := len(p.Grants("s3:GetObject")) > 0; got != grants {
				t.Errorf("grants: got %v, want %v", got, grants)
			}
			want := access.Denied
			if grants {
				want = access.Conditional
			}
			request := access.Request{Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k"}
			if got := p.Decide(request).Verdict; got != want {
				t.Errorf("verdict: got %v, want %v", got, want)
			}
		})
	}
}

func TestADenyOfSessionsThatAreOverDeniesNothing(t *testing.T) {
	const allow = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}, "
	for until, certain := range map[string]bool{"2020-01-01T00:00:00Z": true, "2999-01-01T00:00:00Z": false} {
		p := access.Of(role(t, allow+"{Effect: Deny, Action: '*', Resource: '*', Condition: {DateLessThan: {'aws:TokenIssueTime': '"+until+"'}}}", ""))
		grants := p.Grants("s3:GetObject")
		if len(grants) != 1 || grants[0].Certain() != certain {
			t.Errorf("until %s: got %v, want one grant, certain %v", until, grants, certain)
		}
	}
}
