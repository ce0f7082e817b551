package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

func namesOf(actions func(func(catalog.Action) bool)) []string {
	var names []string
	for a := range actions {
		names = append(names, a.Name())
	}
	return names
}

func TestDependents(t *testing.T) {
	if got := namesOf(find(t, "lambda:CreateFunction").Dependents()); !slices.Contains(got, "iam:PassRole") {
		t.Errorf("lambda:CreateFunction needs %q, want iam:PassRole among them", got)
	}
	if got := namesOf(find(t, "s3:GetObject").Dependents()); got != nil {
		t.Errorf("s3:GetObject needs %q, want nothing", got)
	}
	depending := 0
	for a := range catalog.Expand("*") {
		names := namesOf(a.Dependents())
		depending += min(len(names), 1)
		if slices.Contains(names, a.Name()) {
			t.Errorf("%s needs itself", a.Name())
		}
		sorted := slices.Clone(names)
		slices.SortFunc(sorted, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
		if len(slices.Compact(sorted)) != len(names) {
			t.Errorf("%s needs %q, some of them twice", a.Name(), names)
		}
	}
	if want := catalog.Tables()[1].Actions; depending != want || depending < catalog.LeastDependents {
		t.Errorf("%d actions need others, want %d", depending, want)
	}
}

func TestRCPSaysToWhatServicesResourceControlPoliciesApply(t *testing.T) {
	for prefix, want := range map[string]bool{
		"s3": true, "sts": true, "kms": true, "sqs": true, "secretsmanager": true, "aoss": true, "xray": true,
		"ec2": false, "iam": false, "lambda": false, "a4b": false,
	} {
		service, ok := catalog.FindService(prefix)
		if got := service.RCP(); ok && got != want {
			t.Errorf("RCP of %s is %v, want %v", prefix, got, want)
		}
	}
}

func TestKeysBelongToServices(t *testing.T) {
	for _, c := range []struct{ key, want string }{
		{"s3:prefix", "s3"},
		{"kms:EncryptionContext:x", "kms"},
		{"token.actions.githubusercontent.com:actor", "sts"},
		{"token.actions.githubusercontent.com/octo:actor", "sts"},
		{"accounts.google.com:aud", "sts"},
		{"SAML:aud", "sts"},
		{"identitycenter:InstanceArn", "sso"},
		{"aws:SourceIp", ""},
		{"aws:ResourceTag/team", ""},
	} {
		key, ok := catalog.FindKey(c.key)
		if !ok {
			t.Errorf("FindKey(%q) finds nothing", c.key)
			continue
		}
		service, ok := key.Service()
		if got := service.Prefix(); ok && got != c.want || ok != (c.want != "") {
			t.Errorf("%s belongs to %s, %v; want %q", c.key, got, ok, c.want)
		}
	}
}

func managedOrigin() catalog.Origin { return catalog.Tables()[2] }

func TestTablesTellWhereTheyComeFrom(t *testing.T) {
	var names []string
	for _, origin := range catalog.Tables() {
		names = append(names, origin.Table)
		if _, err := time.Parse(time.DateOnly, origin.Date); err != nil {
			t.Errorf("%s: %v", origin.Table, err)
		}
		algorithm, sum, _ := strings.Cut(origin.Integrity, "-")
		if !strings.HasPrefix(algorithm, "sha") || len(sum) < 40 || origin.Package == "" || origin.Version == "" || origin.Licence == "" {
			t.Errorf("origin is %+v", origin)
		}
	}
	want := []string{"services and actions", "dependent actions", "managed policies", "policy templates", "types of templates"}
	if diff := cmp.Diff(names, want); diff != "" {
		t.Errorf("tables (-got +want):\n%s", diff)
	}
	origin := catalog.Origin{
		Table: "cakes", Package: "bakery", Version: "1.2", Licence: "MIT", Date: "2026-01-31",
		Services: 1, Actions: 2, ResourceTypes: 3, Keys: 4, ManagedPolicies: 5, PolicyTemplates: 6,
	}
	wantLine := "cakes: 1 services, 2 actions, 3 resource types, 4 condition keys, 5 policies, 6 templates, from bakery 1.2 (MIT), 2026-01-31"
	if got := origin.String(); got != wantLine {
		t.Errorf("got %s, want %s", got, wantLine)
	}
}

func TestFindOperator(t *testing.T) {
	for _, c := range []struct {
		name, want, kind              string
		negated, wildcards, variables bool
	}{
		{"StringEquals", "StringEquals", "String", false, false, true},
		{"stringlike", "StringLike", "String", false, true, true},
		{"STRINGNOTLIKE", "StringNotLike", "String", true, true, true},
		{"NumericLessThanEquals", "NumericLessThanEquals", "Numeric", false, false, false},
		{"DateNotEquals", "DateNotEquals", "Date", true, false, false},
		{"bool", "Bool", "Bool", false, false, false},
		{"BinaryEquals", "BinaryEquals", "Binary", false, false, false},
		{"NotIpAddress", "NotIpAddress", "IPAddress", true, false, false},
		{"ArnEquals", "ArnEquals", "ARN", false, true, true},
		{"ArnNotLike", "ArnNotLike", "ARN", true, true, true},
		{"Null", "Null", "Bool", false, false, false},
	} {
		o, ok := catalog.FindOperator(c.name)
		if !ok || o.Name() != c.want || o.Type() != c.kind {
			t.Errorf("FindOperator(%q) is %s of %s, %v", c.name, o.Name(), o.Type(), ok)
		}
		if o.Negated() != c.negated || o.Wildcards() != c.wildcards || o.Variables() != c.variables {
			t.Errorf("%s is negated %v, with wildcards %v and variables %v", c.name, o.Negated(), o.Wildcards(), o.Variables())
		}
	}
	for _, name := range []string{"", "Equals", "StringEqualsIfExists", "ForAllValues:StringLike", "StringLike "} {
		if o, ok := catalog.FindOperator(name); ok {
			t.Errorf("FindOperator(%q) is %s", name, o.Name())
		}
	}
}

func TestEveryOperatorIsFound(t *testing.T) {
	count := 0
	for o := range catalog.Operators() {
		count++
		if got, ok := catalog.FindOperator(strings.ToUpper(o.Name())); !ok || got != o {
			t.Errorf("FindOperator of %s in capitals is %s, %v", o.Name(), got.Name(), ok)
		}
	}
	if count != 27 {
		t.Errorf("there are %d operators, want 27", count)
	}
}
