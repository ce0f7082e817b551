package access_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// TestComparisons asks about one condition with one value. <?Something> is not known.
func TestComparisons(t *testing.T) {
	const role = "arn:aws:iam::111122223333:role/App"
	for _, c := range []struct {
		operator, value, given string
		want                   access.Verdict
	}{
		{"StringEqualsIgnoreCase", "ABC", "abc", access.Allowed},
		{"StringEqualsIgnoreCase", "ABC", "abd", access.Denied},
		{"StringEqualsIgnoreCase", "A<?Something>", "abc", access.Unknown},
		{"StringEqualsIgnoreCase", "A<?Something>", "xyz", access.Denied},
		{"StringEqualsIgnoreCase", "${aws:username}", "x", access.Denied},
		{"StringNotEqualsIgnoreCase", "ABC", "abc", access.Denied},
		{"StringEquals", "${aws:username, 'x'}", "x", access.Allowed},
		{"StringEquals", "${aws:username, 'x'}", "y", access.Denied},
		{"StringEquals", "${aws:username, x}", "x", access.Denied},
		{"StringEquals", "${aws:username, '}", "", access.Denied},
		{"StringEquals", "${aws:SourceArn}", "y", access.Allowed},

		{"ArnLike", "*", role, access.Allowed},
		{"ArnLike", "<?Something>", role, access.Unknown},
		{"ArnLike", "arn:aws:iam::111122223333:role/*", role, access.Allowed},
		{"ArnLike", "arn:aws:iam::111122223333:role/*", "no ARN", access.Denied},
		{"ArnLike", "arn:aws:iam::111122223333:user/*", role, access.Denied},
		{"ArnLike", "arn:*", role, access.Denied},
		{"ArnLike", "arn:*", "arn:", access.Denied},
		{"ArnLike", "arn:aws:iam:<?Something>", role, access.Unknown},
		{"ArnLike", "arn:aws:iam::111122223333:role/<?Something>", role, access.Unknown},
		{"ArnLike", "arn:aws:s3:::<?Something>", role, access.Denied},
		{"ArnLike", "arn:aws:iam::111122223333:role/${aws:username}", role, access.Denied},
		{"ArnNotLike", "arn:aws:iam::111122223333:role/*", role, access.Denied},
		{"ArnEquals", "arn:*:iam::*:role/A??", role, access.Allowed},

		{"NumericLessThan", "5", "4", access.Allowed},
		{"NumericLessThan", "5", "5", access.Denied},
		{"NumericLessThanEquals", "5", "5", access.Allowed},
		{"NumericLessThanEquals", "5", "5.5", access.Denied},
		{"NumericGreaterThan", "5", "6", access.Allowed},
		{"NumericGreaterThan", "5", "5", access.Denied},
		{"NumericGreaterThanEquals", "5", "5", access.Allowed},
		{"NumericGreaterThanEquals", "5", "4", access.Denied},
		{"NumericEquals", "5", "5.0", access.Allowed},
		{"NumericEquals", "5", "four", access.Denied},
		{"NumericEquals", "five", "5", access.Denied},
		{"NumericNotEquals", "5", "6", access.Allowed},

		{"DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", access.Allowed},
		{"DateLessThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", access.Denied},
		{"DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", access.Allowed},
		{"DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", access.Allowed},
		{"DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", access.Denied},
		{"DateGreaterThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", access.Allowed},
		{"DateGreaterThanEquals", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", access.Denied},
		{"DateEquals", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", access.Allowed},
		{"DateEquals", "2026-01-01T00:00:00Z", "yesterday", access.Denied},

		{"Bool", "true", "TRUE", access.Allowed},
		{"Bool", "true", "false", access.Denied},
		{"IpAddress", "10.0.0.0/8", "10.1.2.3", access.Allowed},
		{"IpAddress", "10.0.0.0/8", "11.1.2.3", access.Denied},
		{"IpAddress", "10.1.2.3", "10.1.2.3", access.Allowed},
		{"IpAddress", "10.1.2.3", "10.1.2.4", access.Denied},
		{"IpAddress", "2001:db8::/32", "2001:db8::1", access.Allowed},
		{"IpAddress", "10.0.0.0/8", "nowhere", access.Denied},
		{"NotIpAddress", "10.0.0.0/8", "11.1.2.3", access.Allowed},
		{"BinaryEquals", "aGk=", "aGk=", access.Allowed},
		{"BinaryEquals", "aGk=", "aGo=", access.Denied},
	} {
		t.Run(strings.Join([]string{c.operator, c.value, c.given}, " "), func(t *testing.T) {
			p := under("s3:*", "*", policy.Condition{Operator: c.operator, Key: "aws:SourceArn", Values: values(c.value)})
			r := access.Request{Action: "s3:GetObject", Resource: object, Complete: true, Context: map[string][]string{"aws:SourceArn": {c.given}}}
			if got := p.Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// under is somebody who may do something on a resource under a condition, by a document of version 2012-10-17.
func under(action, resource string, c policy.Condition) *access.Principal {
	version := policy.Text("2012-10-17", source.Location{})
	return access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{{Kind: policy.Identity, Version: &version, Statements: []*policy.Statement{{
		Effect:     "Allow",
		Actions:    []policy.Action{{Value: policy.Text(action, source.Location{})}},
		Resources:  []policy.ResourceARN{{Value: policy.Text(resource, source.Location{})}},
		Conditions: []policy.Condition{c},
	}}}}})
}
