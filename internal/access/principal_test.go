package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

// A policy that stands alone is taken for somebody who has it, whatever it is made for; an RCP gives and takes nothing of its own.
func TestOfWhatStandsAlone(t *testing.T) {
	const allow = "{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}"
	for _, c := range []struct {
		kind policy.TargetKind
		of   policy.DocumentKind
		want string // how many documents are of the identity, the boundary, SCPs and RCPs
	}{
		{policy.Role, policy.Identity, "1 0 0 0"},
		{policy.Role, policy.Boundary, "0 1 0 0"},
		{policy.Role, policy.SCP, "0 0 1 0"},
		{policy.Role, policy.RCP, "0 0 0 1"},
		{policy.Role, policy.ResourceBased, "0 0 0 0"},
		{policy.ManagedPolicy, policy.Identity, "1 0 0 0"},
		{policy.ManagedPolicy, policy.Boundary, "1 0 0 0"},
		{policy.Raw, policy.Boundary, "1 0 0 0"},
		{policy.Raw, policy.SCP, "1 0 0 0"},
		{policy.Raw, policy.RCP, "0 0 0 0"},
	} {
		t.Run(fmt.Sprintf("%v of a %v", c.of, c.kind), func(t *testing.T) {
			p := access.Of(&policy.Target{Kind: c.kind, Documents: []*policy.Document{document(t, c.of, allow)}})
			if got := fmt.Sprint(len(p.Identity), len(p.Boundary), len(p.SCPs), len(p.RCPs)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// What is not known of a statement may allow more or deny more, by its effect and by whose policy it is in.
func TestGapsOfStatements(t *testing.T) {
	allow, deny := "{Effect: Allow, Action: 's3:*', Resource: '*'}", "{Effect: Deny, Action: 's3:*', Resource: '*'}"
	unresolved := func(s *policy.Statement) { s.Unresolved = true }
	for _, c := range []struct {
		name, statement string
		kind            policy.DocumentKind
		change          func(s *policy.Statement)
		want            string
	}{
		{"nothing", allow, policy.Identity, func(*policy.Statement) {}, ""},
		{"the effect", allow, policy.Identity, func(s *policy.Statement) { s.Effect = "" }, "the effect of the statement is not known (true, true)"},
		{"the effect, in a boundary", allow, policy.Boundary, func(s *policy.Statement) { s.Effect = "" }, "the effect of the statement is not known (false, true)"},
		{"a part of an Allow", allow, policy.Identity, unresolved, "an element of the statement is not known (true, false)"},
		{"a part of a Deny", deny, policy.Identity, unresolved, "an element of the statement is not known (false, true)"},
		{"a part of an Allow in a boundary", allow, policy.Boundary, unresolved, "an element of the statement is not known (false, false)"},
		{"a Deny in an SCP", deny, policy.SCP, func(*policy.Statement) {}, ""},
		{"an Allow in an SCP", allow, policy.SCP, func(*policy.Statement) {}, "SCP limits may be all that a level of the organization allows (false, true)"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			d := document(t, c.kind, c.statement)
			d.Name = "limits"
			c.change(d.Statements[0])
			var got []string
			for _, gap := range access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{d}}).Gaps {
				got = append(got, fmt.Sprintf("%s (%v, %v)", gap.Reason, gap.Allows, gap.Denies))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("gaps (-want +got):\n%s", diff)
			}
		})
	}
}

// RCPs limit the actions of some services, whoever has them written down.
func TestRCPsLimitSomeServices(t *testing.T) {
	const (
		allow = "{Effect: Allow, Action: '*', Resource: '*'}"
		deny  = "{Effect: Deny, Principal: '*', Action: '*', Resource: '*'}"
		full  = "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}"
	)
	for _, c := range []struct {
		name, action, own, asked string // the principal's own RCP, and one that comes with the request; "" for none
		want                     access.Verdict
		grants                   int
	}{
		{"none", "s3:GetObject", "", "", access.Allowed, 1},
		{"one that denies", "s3:GetObject", deny, "", access.Denied, 0},
		{"one that denies, asked with another", "s3:GetObject", deny, full, access.Denied, 0},
		{"one of the request that denies", "s3:GetObject", "", deny, access.Denied, 1},
		{"a service that they don't limit", "lambda:InvokeFunction", deny, deny, access.Allowed, 1},
		{"a service that nobody knows", "foo:Bar", deny, deny, access.Allowed, 1},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, allow, "")
			if c.own != "" {
				target.Reaching = append(target.Reaching, document(t, policy.RCP, c.own))
			}
			p, r := access.Of(target), access.Request{Action: c.action, Resource: object, Complete: true}
			if c.asked != "" {
				r.RCPs = []access.Policies{access.Read(document(t, policy.RCP, c.asked))}
			}
			if got := p.Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := len(p.Grants(c.action)); got != c.grants {
				t.Errorf("got %d grants, want %d", got, c.grants)
			}
		})
	}
}
