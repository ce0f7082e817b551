package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/report"
)

func (a *app) policyCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "policy NAME|ARN",
		Short: "Tell what an AWS managed policy gives",
		Long: `Tell what an AWS managed policy gives: its document, a summary by service and access
level, and what the rules find in it. Findings don't change the exit code.`,
		Example: `  iamlint policy AmazonS3ReadOnlyAccess
  iamlint policy arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`,
		Args: takesOne("policy", "iamlint policy ReadOnlyAccess"),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, err := formatNamed(policyFormats, format)
			if err != nil {
				return err
			}
			found, err := findManaged(args[0])
			if err != nil {
				return err
			}
			j, err := newJudge(rulePick{}, a.now)
			if err != nil {
				return err
			}
			p, err := assess(cmd.Context(), found, j)
			if err != nil {
				return err
			}
			return writeBuffered(a.stdout, func(w io.Writer) error { return write(w, p, a.reportOptions(standardPath)) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the answer: json, text")
	return cmd
}

var policyFormats = map[string]func(io.Writer, *assessment, report.Options) error{
	"json": writePolicyJSON,
	"text": writePolicyText,
}

func findManaged(name string) (catalog.ManagedPolicy, error) {
	found, ok := catalog.FindManagedPolicy(name)
	if ok {
		return found, nil
	}
	suggestion := ""
	if near, ok := catalog.SuggestManagedPolicy(name); ok {
		suggestion = near.Name()
		if strings.Contains(name, "/") {
			suggestion = near.ARN("aws")
		}
	}
	return found, fmt.Errorf("unknown AWS managed policy %q%s", name, meant(suggestion, "the data is of "+managedDate()))
}

// managedDate is the day of what is known of AWS managed policies.
func managedDate() string {
	for _, table := range catalog.Tables() {
		if table.ManagedPolicies > 0 {
			return table.Date
		}
	}
	return ""
}

// assessment is what there is to say of an AWS managed policy.
type assessment struct {
	policy   catalog.ManagedPolicy
	document []byte // indented
	summary  summary
	report   finding.Report
}

// assess takes a managed policy through the pipeline, as if a file held its document.
func assess(ctx context.Context, m catalog.ManagedPolicy, j *judge) (*assessment, error) {
	compact, err := m.Document()
	if err != nil {
		return nil, err
	}
	var document bytes.Buffer
	if err = json.Indent(&document, compact, "", "  "); err != nil {
		return nil, fmt.Errorf("indent managed policy %s: %w", m.Name(), err)
	}
	document.WriteByte('\n')
	x := examiner{kind: policy.Identity, judge: func() (*judge, error) { return j, nil }}
	o := outcome{artifact: m.Name() + ".json", content: document.Bytes()}
	x.judgeContent(ctx, &o)
	r, err := collect(nil, []outcome{o})
	if err != nil {
		return nil, err
	}
	s, err := summarize(o.artifact, o.content)
	if err != nil {
		return nil, err
	}
	return &assessment{policy: m, document: o.content, summary: s, report: r}, nil
}

func writePolicyText(w io.Writer, p *assessment, options report.Options) error {
	fmt.Fprintf(w, "%s\n%s\n", p.policy.Name(), p.policy.ARN("aws"))
	fmt.Fprintf(w, "version %s of %s, as known on %s\n\n%s\n", p.policy.Version(), p.policy.Updated(), managedDate(), p.document)
	if err := p.summary.write(w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	return report.Write(w, "text", p.report, options)
}

type jsonPolicy struct {
	Version   int              `json:"version"`
	Catalogue string           `json:"catalogue"` // the date of what is known of managed policies
	Policy    jsonPolicyFacts  `json:"policy"`
	Summary   []jsonServiceSum `json:"summary"`
	Limits    []string         `json:"summaryLimits"` // why the policy gives less, or more, than the summary says
	Report    json.RawMessage  `json:"report"`        // as check --format json has it
}

type jsonPolicyFacts struct {
	Name     string          `json:"name"`
	ARN      string          `json:"arn"`
	Version  string          `json:"version"`
	Updated  string          `json:"updated"`
	Document json.RawMessage `json:"document"`
}

type jsonServiceSum struct {
	Prefix    string               `json:"prefix"`
	Service   string               `json:"service"`
	Full      bool                 `json:"full"`
	Levels    map[string]jsonGrant `json:"levels"` // without those of which nothing is granted
	Resources []string             `json:"resources"`
}

type jsonGrant struct {
	Granted int `json:"granted"`
	Total   int `json:"total"`
}

func writePolicyJSON(w io.Writer, p *assessment, options report.Options) error {
	var findings bytes.Buffer
	if err := report.Write(&findings, "json", p.report, options); err != nil {
		return err
	}
	out := jsonPolicy{
		Version: listVersion, Catalogue: managedDate(), Limits: append([]string{}, p.summary.limits...), Report: findings.Bytes(),
		Policy:  jsonPolicyFacts{Name: p.policy.Name(), ARN: p.policy.ARN("aws"), Version: p.policy.Version(), Updated: p.policy.Updated(), Document: p.document},
		Summary: p.summary.json(),
	}
	return writeIndented(w, out)
}

func (s summary) json() []jsonServiceSum {
	rows := []jsonServiceSum{}
	for _, service := range s.services {
		row := jsonServiceSum{
			Prefix: service.Service.Prefix(), Service: service.Service.Name(), Full: service.Full(),
			Levels: map[string]jsonGrant{}, Resources: append([]string{}, s.resources[service.Service]...),
		}
		for level, grant := range service.Levels {
			if grant.Granted > 0 {
				row.Levels[catalog.Level(level).String()] = jsonGrant(grant)
			}
		}
		rows = append(rows, row)
	}
	return rows
}
