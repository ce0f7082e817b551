package live_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// used is a role that used S3, and of Lambda one action, and has a policy.
func used(t *testing.T, document string) *policy.Model {
	t.Helper()
	m, notices := account(t, `{"ReadAt":"2026-06-01T00:00:00Z",
		"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/app/R","RolePolicyList":[{"PolicyName":"P","PolicyDocument":`+document+`}]}],
		"LastAccessedDetails":[{"Arn":"arn:aws:iam::111122223333:role/app/R","JobStatus":"COMPLETED","ServicesLastAccessed":[
			{"ServiceNamespace":"s3","LastAuthenticated":"2026-05-01T00:00:00Z"},{"ServiceNamespace":"sqs"},
			{"ServiceNamespace":"lambda","LastAuthenticated":"2026-05-01T00:00:00Z","TrackedActionsLastAccessed":[
				{"ActionName":"GetFunction","LastAccessedTime":"2026-05-01T00:00:00Z"},{"ActionName":"DeleteFunction"}]}]}]}`)
	if len(notices) > 0 {
		t.Fatalf("notices: %q", messages(notices))
	}
	expander, err := expand.New(rules.FS, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	expander.Model(m)
	return m
}

func TestSuggest(t *testing.T) {
	statement := func(rest string) string { return `{"Version":"2012-10-17","Statement":[` + rest + `]}` }
	for _, c := range []struct {
		name, statements string
		want             []string // actions of the first statement; none for no file
	}{
		{"all-is-used", `{"Effect":"Allow","Action":["s3:GetObject","lambda:GetFunction"],"Resource":"*"}`, nil},
		{"nothing-is-used", `{"Effect":"Allow","Action":"sqs:*","Resource":"*"}`, nil},
		{"a-service-is-not", `{"Effect":"Allow","Action":["s3:Get*","sqs:SendMessage"],"Resource":"*"}`, []string{"s3:Get*"}},
		{"an-action-is-not", `{"Effect":"Allow","Action":["lambda:GetFunction","lambda:DeleteFunction"],"Resource":"*"}`, []string{"lambda:GetFunction"}},
		{"a-statement-goes", `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"},{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}`, []string{"s3:GetObject"}},
		{"what-is-not-tracked-stays", `{"Effect":"Allow","Action":["kms:Decrypt","sqs:SendMessage","lambda:InvokeFunction"],"Resource":"*"}`, []string{"kms:Decrypt", "lambda:InvokeFunction"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files, _, err := live.Suggest(used(t, statement(c.statements)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files {
				root, err := node.Parse(f.Name, f.Content)
				if err != nil {
					t.Fatal(err)
				}
				for _, n := range root.Get("Statement").Items[0].Get("Action").Items {
					got = append(got, n.Text)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("actions (-want +got):\n%s", diff)
			}
		})
	}
}

// What is suggested allows what was used, no more than what it takes the place of, and less.
func TestSuggestedPoliciesAllowWhatWasUsedAndNothingNew(t *testing.T) {
	for _, document := range []string{
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["lambda:*","s3:*Object","sqs:*"],"Resource":["arn:aws:s3:::a/*","arn:aws:lambda:*:111122223333:function:f"],
			"Condition":{"StringEquals":{"aws:PrincipalTag/team":["x","y"]}}},{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}]}`,
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:D*","sqs:Send*"],"Resource":"*"},{"Effect":"Allow","NotAction":["iam:*","sqs:*"],"NotResource":"arn:aws:s3:::b/*"}]}`,
	} {
		m := used(t, document)
		files, _, err := live.Suggest(m)
		if err != nil || len(files) != 1 || files[0].Name != "111122223333/roles/app/R/P.json" {
			t.Fatalf("got %d files, %v", len(files), err)
		}
		before := access.Of(m.Targets[0])
		after := access.Of(used(t, string(files[0].Content)).Targets[0])
		fewer := 0
		for action := range catalog.Expand("*") {
			for _, resource := range []string{"arn:aws:s3:::a/x", "arn:aws:s3:::b/x", "arn:aws:lambda:eu-west-1:111122223333:function:f", "*"} {
				request := access.Request{Action: action.Name(), Resource: resource, Context: map[string][]string{"aws:PrincipalTag/team": {"y"}}}
				old, now := before.Decide(request).Verdict, after.Decide(request).Verdict
				kept := expand.Used(m.Records[0].Usage, action)
				if old != now {
					fewer++
				}
				if old != now && (kept || now == access.Allowed) {
					t.Fatalf("%s on %s: got %v, %v before; used: %v", action.Name(), resource, now, old, kept)
				}
			}
		}
		if fewer == 0 && !strings.Contains(document, "NotAction") {
			t.Errorf("nothing was taken away from %s", document)
		}
		root, err := node.Parse(files[0].Name, files[0].Content)
		if err != nil {
			t.Fatal(err)
		}
		if model, notices := parse.Policy(files[0].Name, root, policy.Identity); len(notices) > 0 || slices.ContainsFunc(model.Targets[0].Documents, func(d *policy.Document) bool { return len(d.Faults) > 0 }) {
			t.Errorf("what is suggested is no valid policy: %q", messages(notices))
		}
	}
}
