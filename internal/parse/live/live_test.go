package live_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

const (
	trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	read  = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a+b/*"}]}`
	own   = "arn:aws:iam::111122223333:policy/team/Own"
)

func account(t *testing.T, pages ...string) (*policy.Model, []finding.Notice) {
	t.Helper()
	var roots []*node.Node
	for i, p := range pages {
		root, err := node.Parse(fmt.Sprintf("page%d.json", i+1), []byte(p))
		if err != nil {
			t.Fatal(err)
		}
		if !live.IsDetails(root) {
			t.Fatalf("page %d is not taken for an account: %s", i+1, p)
		}
		roots = append(roots, root)
	}
	var managed parse.Managed
	m, notices := live.Details(roots, &managed)
	if err := managed.Attach(m); err != nil {
		t.Fatal(err)
	}
	return m, notices
}

// lines tells a model in short: each target with the documents that it has and, after |, those that reach it.
func lines(m *policy.Model) []string {
	var told []string
	for _, target := range m.Targets {
		line := string(target.Kind) + " " + target.Name + ":"
		for i, list := range [][]*policy.Document{target.Documents, target.Reaching} {
			if i == 1 && len(list) > 0 {
				line += " |"
			}
			for _, d := range list {
				line += fmt.Sprintf(" %s(%s)", d.Name, d.Kind)
			}
		}
		told = append(told, line)
	}
	return told
}

func messages(notices []finding.Notice) []string {
	var told []string
	for _, n := range notices {
		told = append(told, fmt.Sprintf("%s: %s", n.At, n.Message))
	}
	return told
}

func customerPolicy(documents ...string) string {
	var versions []string
	for i, d := range documents {
		versions = append(versions, fmt.Sprintf(`{"VersionId":"v%d","IsDefaultVersion":%t,"Document":%s}`, i+1, i == 0, d))
	}
	return fmt.Sprintf(`{"Arn":%q,"PolicyName":"Own","PolicyVersionList":[%s]}`, own, strings.Join(versions, ","))
}

func TestDetails(t *testing.T) {
	attached := fmt.Sprintf(`"AttachedManagedPolicies":[{"PolicyName":"Own","PolicyArn":%q}]`, own)
	tests := []struct {
		name    string
		pages   []string
		targets []string
		notices []string
	}{
		{
			name: "a-role-has-its-trust-its-inline-policies-and-what-is-attached",
			pages: []string{`{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/app/Worker","AssumeRolePolicyDocument":` + trust +
				`,"RolePolicyList":[{"PolicyName":"Inline","PolicyDocument":` + read + `}],` + attached + `}],"Policies":[` + customerPolicy(read) + `]}`},
			targets: []string{"managed-policy team/Own: Own(identity)", "role app/Worker: AssumeRolePolicyDocument(trust) Inline(identity) | Own(identity)"},
		},
		{
			name: "a-user-has-what-its-groups-have-on-another-page",
			pages: []string{
				`{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann","GroupList":["Team"]}],"IsTruncated":true,"Marker":"m"}`,
				`{"GroupDetailList":[{"Arn":"arn:aws:iam::111122223333:group/Team","GroupName":"Team","GroupPolicyList":[{"PolicyName":"Inline","PolicyDocument":` + read +
					`}],"AttachedManagedPolicies":[{"PolicyName":"ReadOnlyAccess","PolicyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]}]}`,
			},
			targets: []string{"group Team: Inline(identity) ReadOnlyAccess(identity)", "user Ann: | Inline(identity) ReadOnlyAccess(identity)"},
		},
		{
			name: "a-boundary-limits",
			pages: []string{`{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann","PermissionsBoundary":{"PermissionsBoundaryType":"Policy","PermissionsBoundaryArn":"` + own +
				`"}}],"Policies":[` + customerPolicy(read) + `]}`},
			targets: []string{"managed-policy team/Own: Own(identity)", "user Ann: | Own(boundary)"},
		},
		{
			name:    "only-the-default-version-is-in-force",
			pages:   []string{`{"RoleDetailList":[],"Policies":[` + customerPolicy(read, trust, trust) + `]}`},
			targets: []string{"managed-policy team/Own: Own(identity)"},
		},
		{
			name:  "service-linked-roles-are-left-aside",
			pages: []string{`{"RoleDetailList":[{"Path":"/aws-service-role/ecs.amazonaws.com/","Arn":"arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/X"}]}`},
		},
		{
			name:    "percent-encoded-documents-keep-their-plus",
			pages:   []string{`{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R","AssumeRolePolicyDocument":"` + url.PathEscape(trust) + `"}]}`},
			targets: []string{"role R: AssumeRolePolicyDocument(trust)"},
		},
		{
			name:    "an-attached-policy-that-is-missing-is-told",
			pages:   []string{`{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R",` + attached + `}]}`},
			targets: []string{"role R:"},
			notices: []string{"page1.json:1:121-1:164: policy arn:aws:iam::111122223333:policy/team/Own, which R has, is not among what was given: its permissions were not judged"},
		},
		{
			name:    "a-page-that-is-missing-is-told",
			pages:   []string{`{"RoleDetailList":[],"IsTruncated":true,"Marker":"next"}`},
			notices: []string{`page1.json:1:50-1:56: more pages follow, which were not given: whatever they hold was not judged; save all of them, as the AWS CLI does without --no-paginate and --max-items`},
		},
		{
			name:  "a-marker-that-comes-twice-is-told",
			pages: []string{`[{"RoleDetailList":[],"IsTruncated":true,"Marker":"m"},{"RoleDetailList":[],"IsTruncated":true,"Marker":"m"},{"RoleDetailList":[]}]`},
			notices: []string{
				`page1.json:1:105-1:108: the marker "m" comes twice: a page was saved twice, or the service repeated itself; read the account again`,
			},
		},
		{
			name:    "an-entry-without-an-arn-is-told",
			pages:   []string{`{"RoleDetailList":[{"RoleName":"R"}]}`},
			notices: []string{`page1.json:1:20-1:36: an entry without an Arn can't be read: give the file as get-account-authorization-details prints it`},
		},
		{
			name:    "an-entry-that-comes-twice-counts-once",
			pages:   []string{`{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann"},{"Arn":"arn:aws:iam::111122223333:user/Ann"}]}`},
			targets: []string{"user Ann:"},
		},
		{
			name:    "a-group-that-is-missing-is-told",
			pages:   []string{`{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/Ann","GroupList":["Team"]}]}`},
			targets: []string{"user Ann:"},
			notices: []string{`page1.json:1:77-1:83: group "Team" is not among what was given: what it allows Ann was not judged`},
		},
		{
			name:    "a-document-that-is-no-policy-is-told",
			pages:   []string{`{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R","AssumeRolePolicyDocument":"%zz"}]}`},
			targets: []string{"role R:"},
			notices: []string{`page1.json:1:89-1:94: a policy document is neither JSON nor percent-encoded JSON: invalid URL escape "%zz"`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, notices := account(t, test.pages...)
			if diff := cmp.Diff(test.targets, lines(m)); diff != "" {
				t.Errorf("targets (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.notices, messages(notices)); diff != "" {
				t.Errorf("notices (-want +got):\n%s", diff)
			}
			for _, n := range notices {
				if !n.Failure {
					t.Errorf("%s is no failure, so that the run passes", n.Message)
				}
			}
		})
	}
}

func TestDecodedDocumentsStandWhereTheirTextDoes(t *testing.T) {
	m, _ := account(t, `{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/R","RolePolicyList":[{"PolicyName":"P","PolicyDocument":"`+url.PathEscape(read)+`"}]}]}`)
	resource := m.Targets[0].Documents[0].Statements[0].Resources[0]
	if resource.Text != "arn:aws:s3:::a+b/*" || !strings.HasPrefix(resource.At.String(), "page1.json:1:115-") {
		t.Errorf("got %s at %s", resource.Text, resource.At)
	}
	if m.Artifact != "111122223333" {
		t.Errorf("got artifact %q, want the account", m.Artifact)
	}
}

func TestIsDetailsLeavesOthersAlone(t *testing.T) {
	for _, content := range []string{`{"Statement":[]}`, `{"Resources":{},"Policies":[]}`, `{"Policies":[]}`, `[]`, `null`, `{"RoleDetailList":"none"}`} {
		root, err := node.Parse("x.json", []byte(content))
		if err != nil {
			t.Fatal(err)
		}
		if live.IsDetails(root) {
			t.Errorf("%s is taken for an account", content)
		}
	}
}

// Accounts of others, where they are at hand: everything in them is read.
func TestAccountsAreReadInFull(t *testing.T) {
	files, err := filepath.Glob("../../../../shared/corpus/accounts/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("needs the accounts in ../shared/corpus")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			root, err := node.Parse(file, content)
			if err != nil {
				t.Fatal(err)
			}
			if !live.IsDetails(root) {
				t.Skip("not an account")
			}
			m, notices := live.Details([]*node.Node{root}, &parse.Managed{})
			if len(m.Targets) == 0 {
				t.Error("nothing was read")
			}
			if !strings.Contains(file, "page") && len(notices) > 0 {
				t.Errorf("notices: %q", messages(notices))
			}
		})
	}
}
