package catalog_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestFindManagedPolicy(t *testing.T) {
	const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
	for _, c := range []struct{ text, want string }{
		{basic, basic},
		{"arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", basic},
		{"arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", basic},
		{"service-role/AWSLambdaBasicExecutionRole", basic},
		{"/service-role/AWSLambdaBasicExecutionRole", basic},
		{"AWSLambdaBasicExecutionRole", basic},
		{"AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess"},
		{"/AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess"},
		{"arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AdministratorAccess"},
		{"arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"},
		{"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", ""},
		{"arn:aws:iam::aws:policy/service-role/AdministratorAccess", ""},
		{"arn:aws:iam::aws:policy//AdministratorAccess", ""},
		{"job-function/AWSLambdaBasicExecutionRole", ""},
		{"arn:aws:iam::123456789012:policy/AdministratorAccess", ""},
		{"arn::iam::aws:policy/AdministratorAccess", ""},
		{"arn:a:b:iam::aws:policy/AdministratorAccess", ""},
		{"administratoraccess", ""},
		{"zzz", ""},
		{"", ""},
		{"/", ""},
		{"arn:", ""},
	} {
		policy, ok := catalog.FindManagedPolicy(c.text)
		if got := policy.ARN("aws"); ok && got != c.want || ok != (c.want != "") {
			t.Errorf("FindManagedPolicy(%q) is %s, %v; want %q", c.text, got, ok, c.want)
		}
	}
}

func TestSuggestManagedPolicy(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole"},
		{"arn:${AWS::Partition}:iam::aws:policy/AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole"},
		{"arn:aws:iam::aws:AdministratorAccess", "AdministratorAccess"},
		{"arn:aws:iam:aws:policy/AdministratorAccess", "AdministratorAccess"},
		{"job-function/AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole"},
		{"administratoraccess", "AdministratorAccess"},
		{"AmazonS3ReadOnlyAcess", "AmazonS3ReadOnlyAccess"},
		{"AdministratorAccess", "AdministratorAccess"},
		{"arn:aws:iam::123456789012:policy/AdministratorAccess", ""},
		{"arn:aws:iam::${AWS::AccountId}:policy/AdministratorAccess", ""},
		{"arn:aws:s3:::AdministratorAccess", ""},
		{"NothingOfTheKindExistsHere", ""},
		{"", ""},
	} {
		policy, ok := catalog.SuggestManagedPolicy(c.text)
		if got := policy.Name(); ok && got != c.want || ok != (c.want != "") {
			t.Errorf("SuggestManagedPolicy(%q) is %s, %v; want %q", c.text, got, ok, c.want)
		}
	}
}

func TestManagedPoliciesSayWhatAWSPublished(t *testing.T) {
	admin, ok := catalog.FindManagedPolicy("AdministratorAccess")
	if !ok {
		t.Fatal("AdministratorAccess is not found")
	}
	document, err := admin.Document()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}`
	if got := string(document); got != want {
		t.Errorf("document is %s, want %s", got, want)
	}
	if admin.Version() != "v1" || admin.Updated() != "2015-02-06" || admin.Path() != "/" {
		t.Errorf("got %s of %s in %s", admin.Version(), admin.Updated(), admin.Path())
	}
	if got, want := admin.ARN("aws-us-gov"), "arn:aws-us-gov:iam::aws:policy/AdministratorAccess"; got != want {
		t.Errorf("ARN is %s, want %s", got, want)
	}
}

func TestEveryManagedPolicyIsFoundAndHasADocument(t *testing.T) {
	previous, count, latest := "", 0, ""
	for policy := range catalog.ManagedPolicies() {
		count++
		if policy.Name() <= previous {
			t.Errorf("%s stands after %s", policy.Name(), previous)
		}
		previous = policy.Name()
		latest = max(latest, policy.Updated())
		for _, text := range []string{policy.Name(), policy.ARN("aws"), policy.ARN("${AWS::Partition}"), policy.Path() + policy.Name()} {
			if got, ok := catalog.FindManagedPolicy(text); !ok || got != policy {
				t.Errorf("FindManagedPolicy(%q) is %s, %v", text, got.Name(), ok)
			}
		}
		document := documentOf(t, policy)
		if len(document.Statement) == 0 {
			t.Errorf("%s has no statements", policy.Name())
		}
	}
	if count < catalog.LeastManagedPolicies {
		t.Errorf("%d policies are less than the generator accepts", count)
	}
	if latest != managedOrigin().Date {
		t.Errorf("the latest change is of %s, the data of %s", latest, managedOrigin().Date)
	}
}

// many is one thing or a list of them, as policies have it.
type many[T any] []T

func (m *many[T]) UnmarshalJSON(content []byte) error {
	if content[0] == '[' {
		return json.Unmarshal(content, (*[]T)(m))
	}
	var one T
	err := json.Unmarshal(content, &one)
	*m = many[T]{one}
	return err
}

type managedDocument struct {
	Statement many[struct{ Action, NotAction many[string] }]
}

func documentOf(t *testing.T, policy catalog.ManagedPolicy) managedDocument {
	t.Helper()
	content, err := policy.Document()
	if err != nil {
		t.Fatal(err)
	}
	return decode[managedDocument](t, content)
}

// managedPatterns are all patterns of actions in all managed policies.
func managedPatterns(t *testing.T) []string {
	t.Helper()
	var patterns []string
	for policy := range catalog.ManagedPolicies() {
		for _, s := range documentOf(t, policy).Statement {
			patterns = append(patterns, s.Action...)
			patterns = append(patterns, s.NotAction...)
		}
	}
	slices.Sort(patterns)
	return slices.Compact(patterns)
}

func TestActionsOfManagedPoliciesExpandAsARegularExpressionSays(t *testing.T) {
	byPrefix, all := map[string][]string{}, namesOfTheSource(t)
	for _, name := range all {
		prefix, _, _ := strings.Cut(name, ":")
		byPrefix[prefix] = append(byPrefix[prefix], name)
	}
	patterns := managedPatterns(t)
	if len(patterns) < 10_000 {
		t.Errorf("managed policies have %d patterns, want 10000 at least", len(patterns))
	}
	simple := regexp.MustCompile(`^[a-zA-Z0-9-]+:`)
	wildcards, matched := 0, 0
	for _, pattern := range patterns {
		names := all
		if prefix := simple.FindString(pattern); prefix != "" {
			names = byPrefix[strings.ToLower(prefix[:len(prefix)-1])]
		}
		want := oracle(pattern, names)
		if got := expanded(pattern); !slices.Equal(got, want) {
			t.Errorf("Expand(%q) is %q, want %q", pattern, got, want)
		}
		if strings.ContainsAny(pattern, "*?") {
			wildcards++
		}
		matched += min(len(want), 1)
	}
	if wildcards < 1_000 || matched < len(patterns)*9/10 {
		t.Errorf("of %d patterns %d have wildcards and %d match something", len(patterns), wildcards, matched)
	}
}
