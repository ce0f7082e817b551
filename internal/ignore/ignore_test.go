package ignore_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/ignore"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/source"
)

var rulebook = ignore.Rulebook{
	Known: []finding.Rule{
		{ID: "wide", Aliases: []string{"F4", "CKV_AWS_1", "AwsSolutions-IAM5", "WIDE_RULE", "E3510", "AVD-AWS-0057", "IAMWide"}},
		{ID: "open", Aliases: []string{"F5", "CKV_AWS_2", "W3037"}},
		{ID: "off"},
	},
	Applied: []finding.Rule{{ID: "wide"}, {ID: "open"}},
}

// suppressed tells which findings of a text are suppressed. A line that ends in "! rule" has a finding of that rule where
// its last word before begins; its target is the resource that stands two columns in above it.
func suppressed(t *testing.T, artifact, text string, honor ...string) (gone []string, notices []string) {
	t.Helper()
	set := &ignore.Set{Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), Honor: honor, Rules: rulebook}
	r := finding.Report{}
	var lines []string
	target := ""
	for i, line := range strings.Split(text, "\n") {
		text, rule, found := strings.Cut(line, " ! ")
		line = text
		if trimmed := strings.TrimLeft(line, " "); len(line)-len(trimmed) == 2 && strings.HasSuffix(trimmed, ":") {
			target = strings.TrimSuffix(trimmed, ":")
		}
		if found {
			at := source.Position{Line: i + 1, Column: strings.LastIndex(strings.TrimRight(line, " }]"), " ") + 2}
			r.Findings = append(r.Findings, finding.Finding{
				Rule: rule, Target: target, At: source.Location{Artifact: artifact, Region: source.Region{Start: at, End: at}},
			})
		}
		lines = append(lines, line)
	}
	set.Read(artifact, []byte(strings.Join(lines, "\n")))
	set.Apply(&r)
	for _, f := range r.Suppressed {
		gone = append(gone, fmt.Sprintf("%d %s: %s: %s", f.At.Region.Start.Line, f.Rule, f.Suppression.By, f.Suppression.Reason))
	}
	for _, n := range r.Notices {
		notices = append(notices, fmt.Sprintf("%d: %s", n.At.Region.Start.Line, n.Message))
	}
	return gone, notices
}

func TestSuppressions(t *testing.T) {
	for name, test := range map[string]struct {
		text    string
		honor   []string
		want    []string
		notices []string
	}{
		"a comment above a field holds for all of it and not for the next": {
			text: "x:\n  # iamlint:ignore wide -- why\n  a:\n    b: c ! wide\n    d: e ! open\n  f: g ! wide",
			want: []string{"4 wide: comment: why"},
		},
		"a comment above an item holds for all of it": {
			text: "x:\n  # iamlint:ignore wide, open -- why\n  - a: b ! wide\n    c: d ! open\n  - a: b ! wide",
			want: []string{"3 wide: comment: why", "4 open: comment: why"},
		},
		"a comment above the first field of a map": {
			text:    "x:\n  # iamlint:ignore wide -- why\n  a: b\n  c: d ! wide",
			notices: []string{"2: the suppression of wide suppresses nothing: remove it"},
		},
		"a comment without a dash before the reason": {
			text:    "x:\n  # iamlint:ignore wide why\n  a: b ! wide",
			notices: []string{`2: this suppression is for the rule "why", which does not exist (iamlint rules lists what there is)`, "2: the suppression of wide gives no reason, so that it does not count: add one"},
		},
		"a comment without a rule": {
			text: "# iamlint:ignore -- why\na: b ! wide", notices: []string{"1: this suppression names no rule: name the ids of those that it is for"},
		},
		"a comment with another parameter": {
			text:    "# iamlint:ignore wide til=2030-01-01 -- why\na: b ! wide",
			notices: []string{`1: this suppression has "til=2030-01-01", which is neither a rule nor until=YYYY-MM-DD`},
		},
		"the last day": {
			text: "# iamlint:ignore wide until=2026-06-01 -- why\na: b ! wide", want: []string{"2 wide: comment: why"},
			notices: []string{"1: the suppression of wide ends on 2026-06-01"},
		},
		"the day after": {
			text:    "# iamlint:ignore wide until=2026-05-31 -- why\na: b ! wide",
			notices: []string{"1: the suppression of wide ended on 2026-05-31: what it was for counts again"},
		},
		"no day": {
			text:    "# iamlint:ignore wide until=soon -- why\na: b ! wide",
			notices: []string{`1: the suppression of wide ends on "soon", which is no day like 2006-01-02: it does not count`},
		},
		"a rule that is off is not told of": {text: "# iamlint:ignore off -- why\na: b"},
		"the id of another tool": {
			text:    "# iamlint:ignore F4 -- why\na: b ! wide",
			notices: []string{`1: this suppression is for the rule "F4", which does not exist (did you mean "wide"?)`},
		},
		"a block of code": {text: "a: |\n  # iamlint:ignore wide -- why\n  b: c ! wide"},
		"Metadata of a resource": {
			text: "Resources:\n  A:\n    Metadata: {iamlint: {ignore: [{rule: wide, reason: why}]}}\n    P: b ! wide\n  B:\n    P: b ! wide",
			want: []string{"4 wide: metadata: why"},
		},
		"Metadata of the template narrowed to a target": {
			text: "Metadata: {iamlint: {ignore: [{rule: [wide, open], target: A*, reason: why}]}}\nResources:\n  A1:\n    P: b ! wide\n  B:\n    P: b ! wide",
			want: []string{"4 wide: metadata: why"}, notices: []string{"1: the suppression of open suppresses nothing: remove it"},
		},
		"Metadata narrowed to actions": {
			text: "Metadata: {iamlint: {ignore: [{rule: wide, action: ['S3:*', sqs:X], reason: why}]}}\nResources:\n  A:\n    P:\n      - Effect: Allow\n        Action:\n          - s3:Get* ! wide\n          - sqs:Y ! wide\n        Resource: r ! wide\n" +
				"      - Effect: Allow\n        Action: [s3:A, sqs:X]\n        Resource: r ! wide",
			want: []string{"7 wide: metadata: why", "12 wide: metadata: why"},
		},
		"Metadata narrowed to resources": {
			text: "Metadata: {iamlint: {ignore: [{rule: wide, resource: '${B.Arn}/*', reason: why}]}}\nResources:\n  A:\n    P:\n      - Effect: Allow\n        Action: s3:Get*\n        Resource:\n          - !Sub ${B.Arn}/x ! wide\n          - !Sub ${C.Arn}/x ! wide",
			want: []string{"8 wide: metadata: why"},
		},
		"Metadata with faults": {
			text: "Metadata: {iamlint: {ignore: [x, {rule: wide}, {rule: wide, why: x}], ignored: x}}\na: b ! wide",
			notices: []string{
				"1: a suppression is a map with rule and reason, not a string",
				"1: the suppression of wide gives no reason, so that it does not count: add one",
				`1: a suppression has no key "why" (have rule, reason, until, action, resource, target)`,
				`1: Metadata of iamlint has no "ignored": it has "ignore", a list`,
			},
		},
		"cfn_nag": {
			text:  "Resources:\n  A:\n    Metadata: {cfn_nag: {rules_to_suppress: [{id: F4, reason: why}, {id: W1, reason: other}, {id: F5}]}}\n    P: b ! wide\n    Q: b ! open",
			honor: []string{"cfn_nag"}, want: []string{"4 wide: cfn_nag: F4: why"},
			notices: []string{"3: the suppression of cfn_nag F5 gives no reason, so that it is not honored"},
		},
		"cfn_nag unasked": {
			text: "Resources:\n  A:\n    Metadata: {cfn_nag: {rules_to_suppress: [{id: F4, reason: why}]}}\n    P: b ! wide", honor: []string{"cdk_nag", "checkov"},
		},
		"cdk-nag with what it lets through": {
			text:  "Resources:\n  A:\n    Metadata:\n      cdk_nag:\n        rules_to_suppress:\n          - {id: 'AwsSolutions-IAM5', reason: why, applies_to: ['Action::s3:*', 'Resource::<B.Arn>/*']}\n    P:\n      - Effect: Allow\n        Action: s3:* ! wide\n        Resource: !Sub ${B.Arn}/* ! wide\n      - Effect: Allow\n        Action: sqs:* ! wide\n        Resource: r ! wide",
			honor: []string{"cdk_nag"}, want: []string{"9 wide: cdk_nag: AwsSolutions-IAM5: why", "10 wide: cdk_nag: AwsSolutions-IAM5: why"},
		},
		"cdk-nag by any of its packs": {
			text:  "Resources:\n  A:\n    Metadata: {cdk_nag: {rules_to_suppress: [{id: PCI.DSS.321-IAMWide, reason: why}]}}\n    P: b ! wide\n  B:\n    Metadata: {cdk_nag: {rules_to_suppress: [{id: NIST.800.53.R5-IAMWide, reason: why}]}}\n    P: b ! wide\n  C:\n    Metadata: {cdk_nag: {rules_to_suppress: [{id: Mine-IAMWide, reason: why}]}}\n    P: b ! wide",
			honor: []string{"cdk_nag"}, want: []string{"4 wide: cdk_nag: PCI.DSS.321-IAMWide: why", "7 wide: cdk_nag: NIST.800.53.R5-IAMWide: why"},
		},
		"cdk-nag with an expression": {
			text:  "Resources:\n  A:\n    Metadata: {cdk_nag: {rules_to_suppress: [{id: AwsSolutions-IAM5, reason: why, applies_to: [{regex: '/x/'}]}]}}\n    P: b ! wide",
			honor: []string{"cdk_nag"},
		},
		"checkov's Metadata and comments": {
			text:  "# checkov:skip=CKV_AWS_1:nowhere\nResources:\n  A:\n    Metadata: {checkov: {skip: [{id: CKV_AWS_1, comment: why}]}}\n    P: b ! wide\n  B:\n    # checkov:skip=CKV_AWS_2:because\n    P: b ! open\n    Q: b ! wide\n  C:\n    P: c # checkov:skip=CKV_AWS_1 ! wide",
			honor: []string{"checkov"}, want: []string{"5 wide: checkov: CKV_AWS_1: why", "8 open: checkov: CKV_AWS_2: because"},
			notices: []string{"11: the suppression of checkov CKV_AWS_1 gives no reason, so that it is not honored"},
		},
		"guard in all its forms": {
			text:  "Resources:\n  A:\n    Metadata: {guard: {SuppressedRules: [WIDE_RULE]}}\n    P: b ! wide\n  B:\n    Metadata: {guard: {SuppressedRules: [{WIDE_RULE: why}]}}\n    P: b ! wide\n  C:\n    Metadata: {guard: {SuppressedRules: {WIDE_RULE: why}}}\n    P: b ! wide",
			honor: []string{"guard"}, want: []string{"4 wide: guard: WIDE_RULE", "7 wide: guard: WIDE_RULE: why", "10 wide: guard: WIDE_RULE: why"},
		},
		"cfn-lint by whole ids": {
			text:  "Metadata: {cfn-lint: {config: {ignore_checks: [W3037, E]}}}\nResources:\n  A:\n    P: b ! wide\n    Q: b ! open\n  B:\n    Metadata: {cfn-lint: {config: {ignore_checks: [E3510]}}}\n    P: b ! wide",
			honor: []string{"cfn-lint"}, want: []string{"5 open: cfn-lint: W3037", "8 wide: cfn-lint: E3510"},
		},
		"trivy with both prefixes and an end": {
			text:  "a:\n  # trivy:ignore:AVD-AWS-0057\n  b: c ! wide\n  #tfsec:ignore:AWS-0057 trivy:ignore:other\n  d: e ! wide\n  #trivy:ignore:AWS-0057:exp:2026-01-01\n  f: g ! wide\n  #trivy:ignore:*\n  h: i ! wide",
			honor: []string{"trivy"}, want: []string{"3 wide: trivy: AVD-AWS-0057", "5 wide: trivy: AWS-0057"},
			notices: []string{"6: the suppression of trivy AWS-0057 ended on 2026-01-01: what it was for counts again"},
		},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			gone, notices := suppressed(t, "x.yaml", test.text, test.honor...)
			if diff := cmp.Diff(gone, test.want); diff != "" {
				t.Error("suppressed, got(-) want(+):\n" + diff)
			}
			if diff := cmp.Diff(notices, test.notices); diff != "" {
				t.Error("notices, got(-) want(+):\n" + diff)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"# iamlint:ignore wide until=2026-01-01 -- why\na: b\n",
		"Metadata: {iamlint: {ignore: [{rule: [wide], action: x, reason: y}]}, cfn-lint: {config: {ignore_checks: [E3510]}}}\n",
		"Resources: {A: {Metadata: {cdk_nag: {rules_to_suppress: [{id: 'AwsSolutions-IAM5[Action::*]', reason: x}]}, guard: {SuppressedRules: [a, {b: c}]}}}}\n",
		"Resources:\n  A: #checkov:skip=CKV_AWS_1:x trivy:ignore:AWS-0057:exp:x\n    B: |\n      # iamlint:ignore\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1500 {
			return
		}
		root, _ := node.Parse("x.yaml", []byte(text))
		set := &ignore.Set{Honor: ignore.Tools(), Rules: rulebook}
		set.Read("x.yaml", []byte(text))
		r := finding.Report{}
		for line := range 5 {
			at := source.Position{Line: line + 1, Column: 3}
			r.Findings = append(r.Findings, finding.Finding{Rule: "wide", Target: "A", At: source.Location{Artifact: "x.yaml", Region: source.Region{Start: at, End: at}}})
		}
		set.Apply(&r)
		if got := len(r.Findings) + len(r.Suppressed); got != 5 {
			t.Errorf("got %d findings of 5", got)
		}
		for _, c := range root.Comments() {
			if strings.ContainsAny(c.Text, "\r\n") {
				t.Errorf("got a comment of several lines: %q", c.Text)
			}
		}
	})
}
