//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

// soon is within a second, and what a busy machine adds.
const soon = 10 * time.Second

// interruptedWhen runs the program, sends it SIGINT when it is time, and sees that it ends soon.
func interruptedWhen(t *testing.T, folder string, isTime func() bool, args ...string) {
	t.Helper()
	var sent time.Time
	e := ended(t, exec.CommandContext(t.Context(), "iamlint", args...), folder, func(p *os.Process) {
		for deadline := time.Now().Add(30 * time.Second); !isTime(); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Error("it is never time")
				break
			}
		}
		sent = time.Now()
		if err := p.Signal(syscall.SIGINT); err != nil {
			t.Error(err)
		}
	})
	took := time.Since(sent)
	t.Logf("it ended after %s", took.Round(time.Millisecond))
	if e.code != interrupted || !strings.HasSuffix(e.stderr, "iamlint: interrupted\n") || e.stdout != "" {
		t.Errorf("got code %d, stdout %q, stderr %q", e.code, e.stdout, e.stderr)
	}
	if took > soon {
		t.Errorf("it went on for %s", took)
	}
}

// An audit ends soon after a signal, whatever AWS was asked and does not answer.
func TestAnAuditThatWaitsForAWSIsInterrupted(t *testing.T) {
	for _, c := range []struct {
		silent, denied string
		args           []string
	}{
		{silent: "GetCallerIdentity"},
		{silent: "GetAccountAuthorizationDetails"},
		{silent: "GetAccountSummary"},
		{silent: "ListPolicies", denied: "GetAccountAuthorizationDetails"},
		{silent: "GetServiceLastAccessedDetails", args: []string{"--usage"}},
		{silent: "AssumeRole", args: []string{"--role-arn", "arn:aws:iam::111122223333:role/Auditor"}},
	} {
		t.Run(c.silent, func(t *testing.T) {
			called := livetest.Serve(t, livetest.Account{Roles: 20}, livetest.Weather{Silent: c.silent, Denied: c.denied})
			asked := func() bool {
				for _, call := range called() {
					if strings.Contains(call, c.silent) {
						return true
					}
				}
				return false
			}
			interruptedWhen(t, t.TempDir(), asked, append([]string{"audit", "--no-config"}, c.args...)...)
		})
	}
}

// It ends as soon when it works, as at a comparison that would take minutes.
func TestAnAuditThatWorksIsInterrupted(t *testing.T) {
	var allowed, roles, resources []string
	for i := range 10 {
		allowed = append(allowed, fmt.Sprintf(`{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/t%d":["a","b","c","d"]}}}`, i))
	}
	allowed = append(allowed, `{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:ResourceAccount":"444455556666"}}}`)
	document := `{"Version":"2012-10-17","Statement":[` + strings.Join(allowed, ",") + `]}`
	for i := range 100 {
		roles = append(roles, fmt.Sprintf(`{"Arn":"arn:aws:iam::111122223333:role/R%d","RoleName":"R%[1]d","Tags":[{"Key":"aws:cloudformation:stack-name","Value":"s"},`+
			`{"Key":"aws:cloudformation:logical-id","Value":"R%[1]d"}],"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]},"RolePolicyList":[{"PolicyName":"p","PolicyDocument":%s}]}`, i, document))
		resources = append(resources, fmt.Sprintf(`"R%d":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]},"Policies":[{"PolicyName":"p","PolicyDocument":%s}]}}`, i, document))
	}
	root := folder(t, map[string]string{
		"account.json": `{"RoleDetailList":[` + strings.Join(roles, ",") + `]}`,
		"s.json":       `{"Resources":{` + strings.Join(resources, ",") + `}}`,
	})
	start := time.Now()
	interruptedWhen(t, root, func() bool { return time.Since(start) > time.Second }, "audit", "--no-config", "--from", "account.json", "--template", "s.json")
}
