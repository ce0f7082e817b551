package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestSuggestService(t *testing.T) {
	for _, c := range []struct{ prefix, want string }{
		{"dyanmodb", "dynamodb"},
		{"DynamoDB", "dynamodb"},
		{"lamda", "lambda"},
		{"cloudwach", "cloudwatch"},
		{"stepfunctions", "states"},
		{"step-functions", "states"},
		{"eventbridge", "events"},
		{"cloudwatchlogs", "logs"},
		{"efs", "elasticfilesystem"},
		{"EMR", "elasticmapreduce"},
		{"iamm", "iam"},
		{"", ""},
		{"x", ""},
		{"nosuchservice", ""},
		{"completely-different", ""},
		{"é", ""},
		{strings.Repeat("s3", 10_000), ""},
	} {
		if got := catalog.SuggestService(c.prefix); got != c.want {
			t.Errorf("SuggestService(%.40q) is %q, want %q", c.prefix, got, c.want)
		}
	}
}

func TestSuggestAction(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"s3:GetObjct", "s3:GetObject"},
		{"s3:getobject", "s3:GetObject"},
		{"S3:GetObejct", "s3:GetObject"},
		{"s3:GetObjects", "s3:GetObject"},
		{"s3:HeadBucket", "s3:ListBucket"},
		{"s3:headobject", "s3:GetObject"},
		{"s3:ListObjectsV2", "s3:ListBucket"},
		{"s3:ListObjects", "s3:ListBucket"},
		{"s3:CreateMultipartUpload", "s3:PutObject"},
		{"s3:ListBuckets", "s3:ListAllMyBuckets"},
		{"lambda:Invoke", "lambda:InvokeFunction"},
		{"lambda:InvokeFuntion", "lambda:InvokeFunction"},
		{"dyanmodb:GetItem", "dynamodb:GetItem"},
		{"dyanmodb:GetItm", "dynamodb:GetItem"},
		{"stepfunctions:StartExecution", "states:StartExecution"},
		{"iam:PasRole", "iam:PassRole"},
		{"s3:MakeCoffee", ""},
		{"nosuchservice:GetObject", ""},
		{"s3:", ""},
		{":", ""},
		{"", ""},
		{"GetObject", ""},
		{"s3:é", ""},
	} {
		if got := catalog.SuggestAction(c.name); got != c.want {
			t.Errorf("SuggestAction(%q) is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEverySuggestionExists(t *testing.T) {
	operations, services := catalog.Aliases()
	for _, a := range operations {
		if _, ok := catalog.FindAction(a[0]); ok {
			t.Errorf("%s is an action; it needs no alias", a[0])
		}
		if action, ok := catalog.FindAction(a[1]); !ok || action.Name() != a[1] {
			t.Errorf("%s means %s, which is no action", a[0], a[1])
		}
		if got := catalog.SuggestAction(a[0]); got != a[1] {
			t.Errorf("SuggestAction(%q) is %q, want %q: is the table in order?", a[0], got, a[1])
		}
	}
	for _, a := range services {
		if _, ok := catalog.FindService(a[0]); ok {
			t.Errorf("%s is a service; it needs no alias", a[0])
		}
		if service, ok := catalog.FindService(a[1]); !ok || service.Prefix() != a[1] {
			t.Errorf("%s means %s, which is no service", a[0], a[1])
		}
		if got := catalog.SuggestService(a[0]); got != a[1] {
			t.Errorf("SuggestService(%q) is %q, want %q: is the table in order?", a[0], got, a[1])
		}
	}
	if !slices.ContainsFunc(operations, func(a [2]string) bool { return a[0] == "s3:HeadBucket" }) {
		t.Error("operations have lost s3:HeadBucket")
	}
}

func FuzzSuggestAction(f *testing.F) {
	for _, seed := range []string{"", ":", "s3:GetObjct", "dyanmodb:GetItm", "s3:é", "\xff:\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		suggestion := catalog.SuggestAction(name)
		if suggestion == "" {
			return
		}
		if action, ok := catalog.FindAction(suggestion); !ok || action.Name() != suggestion {
			t.Errorf("SuggestAction(%q) is %q, which does not exist", name, suggestion)
		}
	})
}

func TestNearest(t *testing.T) {
	names := slices.Values([]string{"kitten", "sitting", "abcdef", "abcdxy", "no"})
	for name, want := range map[string]string{
		"kitten": "kitten", "Kittne": "kitten", "kitt": "", "mitten": "kitten", "siting": "sitting", "settin": "sitting",
		"sitt": "", "abcdxf": "", "abcdee": "abcdef", "on": "", "": "",
	} {
		if got := catalog.Nearest(name, names); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
