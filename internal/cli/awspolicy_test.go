package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
)

// freshDay is a day on which the catalogue is recent.
func freshDay(t *testing.T) time.Time {
	t.Helper()
	return exampleDay("")
}

func newTestJudge(t *testing.T) *judge {
	t.Helper()
	j, err := newJudge(rulePick{}, freshDay(t))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// Every managed policy of AWS goes through the pipeline: each can be read, no rule fails on it, and its text and JSON
// can be written. In short mode it is every tenth.
func TestEveryManagedPolicyIsJudged(t *testing.T) {
	j := newTestJudge(t)
	byRule := map[string]int{}
	var policies []catalog.ManagedPolicy
	for m := range catalog.ManagedPolicies() {
		policies = append(policies, m)
	}
	if testing.Short() {
		policies = everyTenth(policies)
	}
	assessments := make([]*assessment, len(policies))
	err := untilInterrupted(t.Context(), len(policies), func(i int) {
		var err error
		if assessments[i], err = assess(t.Context(), policies[i], j); err != nil {
			t.Errorf("%s: %v", policies[i].Name(), err)
		}
	})
	if err != nil || t.Failed() {
		t.Fatal(err)
	}
	for i, p := range assessments {
		m := policies[i]
		for _, notice := range p.report.Notices {
			if notice.Failure {
				t.Errorf("%s: %s", m.Name(), notice.Message)
			}
		}
		if p.report.Files != 1 {
			t.Errorf("%s: got %d documents judged, want 1", m.Name(), p.report.Files)
		}
		seen := map[string]bool{}
		for _, f := range p.report.Findings {
			if !seen[f.Rule] {
				byRule[f.Severity.String()+" "+f.Rule]++
			}
			seen[f.Rule] = true
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(byRule)) {
		t.Logf("%4d of %d: %s", byRule[rule], len(policies), rule) // for whoever weighs a rule, with go test -v
	}
	if len(policies) < 100 || len(byRule) == 0 {
		t.Errorf("judged %d policies, and %d rules found something", len(policies), len(byRule))
	}
}

func everyTenth(policies []catalog.ManagedPolicy) (some []catalog.ManagedPolicy) {
	for i := 0; i < len(policies); i += 10 {
		some = append(some, policies[i])
	}
	return some
}

// An attached managed policy must never be worse for the program than one in a file.
func TestEveryManagedPolicyCanBeAttached(t *testing.T) {
	j := newTestJudge(t)
	var template strings.Builder
	template.WriteString("Resources:\n")
	n := 0
	for m := range catalog.ManagedPolicies() {
		if n++; n%10 == 0 || !testing.Short() {
			fmt.Fprintf(&template, "  G%d: {Type: 'AWS::IAM::Group', Properties: {ManagedPolicyArns: [%s]}}\n", n, m.ARN("aws"))
		}
	}
	x := examiner{judge: func() (*judge, error) { return j, nil }}
	o := outcome{artifact: "a.yaml", content: []byte(template.String())}
	x.judgeContent(t.Context(), &o)
	if o.err != nil || len(o.notices) > 0 {
		t.Fatalf("got error %v and notices %v", o.err, o.notices)
	}
	places := map[string]string{}
	for _, f := range o.findings {
		if other, twice := places[f.Target]; twice {
			t.Errorf("%s: got two findings about one attachment, %s and %s", f.Target, other, f.Rule)
		}
		places[f.Target] = f.Rule
		if strings.HasPrefix(f.Rule, "unknown-") {
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
	if len(places) == 0 {
		t.Error("got no findings at all")
	}
}

var columns = regexp.MustCompile(`  +`)

func TestSummarize(t *testing.T) {
	for _, c := range []struct {
		name, document, want string
	}{
		{
			"LevelsOfAService",
			`{"Statement": [{"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}]}`,
			"Amazon SQS  Full access  all\n",
		},
		{
			"SomeLevelsWhollyOthersInPart",
			`{"Statement": {"Effect": "Allow", "Action": ["sdb:List*", "sdb:GetAttributes", "sts:AssumeRole"], "Resource": "arn:aws:iam::*:role/a"}}`,
			"Amazon SimpleDB  Full: List; Limited: Read  arn:aws:iam::*:role/a\nAWS Security Token Service  Limited: Write  arn:aws:iam::*:role/a\n",
		},
		{
			"ResourcesOfEachService",
			`{"Statement": [{"Effect": "Allow", "Action": ["sqs:SendMessage", "sns:Publish"], "Resource": ["arn:aws:sqs:*:*:q", "arn:aws:sns:*:*:t", "arn:aws:sns:*:*:u"]}]}`,
			"Amazon SNS  Limited: Write  several (2 patterns)\nAmazon SQS  Limited: Write  arn:aws:sqs:*:*:q\n",
		},
		{
			"WhatItLeavesOut",
			`{"Statement": [
				{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
				{"Effect": "Allow", "Action": "sqs:SendMessage", "NotResource": "arn:aws:sqs:*:*:q"},
				{"Effect": "Deny", "Action": "sqs:*", "Resource": "*"}, {"Effect": "Deny", "Action": "sns:*", "Resource": "*"}]}`,
			"approximate: 1 statement allows under a condition only\n" +
				"approximate: 2 statements deny, which is not taken off\n" +
				"approximate: 1 statement allows all resources but what it names\n" +
				"Amazon SQS  Limited: Write  several, for some actions all (2 patterns)\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := summarize("a.json", []byte(c.document))
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := s.write(&b); err != nil {
				t.Fatal(err)
			}
			got := "" // with columns two blanks apart
			for line := range strings.Lines(b.String()) {
				if !strings.HasPrefix(line, "SERVICE ") {
					got += columns.ReplaceAllString(line, "  ")
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("summary (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSummarizeCountsWhatNotActionLeaves(t *testing.T) {
	s, err := summarize("a.json", []byte(`{"Statement": [{"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	services := 0
	for service := range catalog.Services() {
		services++
		if service.Prefix() == "iam" {
			continue
		}
		if len(s.resources[service]) == 0 && !empty(service.Actions()) {
			t.Errorf("the summary lacks %s", service.Prefix())
		}
	}
	for _, row := range s.services {
		if row.Service.Prefix() == "iam" || !row.Full() {
			t.Errorf("got %s with %v, want all but iam in full", row.Service.Prefix(), row.Levels)
		}
	}
	if len(s.limits) != 1 || len(s.services) > services-1 {
		t.Errorf("got limits %q and %d services", s.limits, len(s.services))
	}
}

func TestPolicyAsJSON(t *testing.T) {
	code, stdout, stderr := program(t, t.Context(), t.TempDir(), "policy", "--format", "json", "AWSLambdaBasicExecutionRole")
	if code != exitClean || stderr != "" {
		t.Fatalf("got code %d, stderr %q", code, stderr)
	}
	var got struct {
		Version int
		Policy  struct {
			Name, ARN, Version, Updated string
			Document                    struct{ Version string }
		}
		Summary []struct {
			Prefix    string
			Full      bool
			Levels    map[string]struct{ Granted, Total int }
			Resources []string
		}
		Report struct {
			Version  int
			Findings []struct {
				Rule string
				Line int
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Report.Version != 1 || got.Policy.Document.Version != "2012-10-17" {
		t.Errorf("got %+v", got)
	}
	if got.Policy.ARN != "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" || got.Policy.Version == "" {
		t.Errorf("got policy %+v", got.Policy)
	}
	if len(got.Summary) != 1 || got.Summary[0].Prefix != "logs" || got.Summary[0].Levels["write"].Granted != 3 {
		t.Errorf("got summary %+v", got.Summary)
	}
	if len(got.Report.Findings) == 0 || got.Report.Findings[0].Line == 0 {
		t.Errorf("got findings %+v, want some with places", got.Report.Findings)
	}
}

func TestParseSeverityTakesEverySeverity(t *testing.T) {
	for severity := finding.Info; severity <= finding.Critical; severity++ {
		if got, err := parseSeverity(severity.String()); got != severity || err != nil {
			t.Errorf("%s: got %v, %v", severity, got, err)
		}
	}
}
