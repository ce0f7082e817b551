package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

func fitted(pattern string) []string {
	var names []string
	for kind := range catalog.FitARN(pattern) {
		names = append(names, kind.Service().Prefix()+":"+kind.Name())
	}
	return names
}

func TestFitARN(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"arn:aws:s3:::bucket", []string{"s3:bucket", "ssm:bucket"}},
		{"arn:aws:s3:::bucket/key", []string{"s3:object"}},
		{"arn:aws:s3:::bucket/a/b/*", []string{"s3:object"}},
		{"arn:aws:s3:*:*:bucket", []string{"s3:bucket", "ssm:bucket"}},
		{"arn:aws-cn:sqs:*:*:queue", []string{"sqs:queue"}},
		{"arn:*:sqs:*:*:queue", []string{"sqs:queue"}},
		{"arn:${AWS::Partition}:sqs:*:*:queue", []string{"sqs:queue"}},
		{"arn:aws:sqs", []string{"backup:recoveryPoint", "sqs:queue"}},
		{"arn:aws:sq?:*", []string{"backup:recoveryPoint", "sqs:queue"}},
		{"arn:aws:sqs:us-east-1:123456789012:queue", []string{"sqs:queue"}},
		{"arn:aws:sqs:us-*:?????????012:q*e", []string{"sqs:queue"}},
		{"arn:aws:dynamodb:eu-west-1:123456789012:table/t", []string{"dynamodb:table"}},
		{"arn:aws:dynamodb:*:*:table/t/index/i", []string{"dynamodb:index"}},
		{"arn:aws:iam::*:group/*", []string{"iam:group"}},
		{"arn:aws:iam::123456789012:role/path/name", []string{"ec2:role", "iam:role", "ssm:iam-role", "sts:role"}},
		{"arn:aws:sqs:us-east-1::queue", nil},
		{"arn:aws:sqs:", nil}, // the region is there, and empty
		{"arn:aws:SQS:us-east-1:123456789012:queue", nil},
		{"arn:aws:nosuch:us-east-1:123456789012:queue", nil},
		{"arn:aws:sqs:us-east-1:123456789012:", nil},
		{"arn::sqs:us-east-1:123456789012:queue", nil},
		{"arn", nil},
		{"arn:", nil},
		{"bucket", nil},
		{"b*", nil},
		{"", nil},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			if diff := cmp.Diff(fitted(c.pattern), c.want); diff != "" {
				t.Errorf("FitARN(%q) (-got +want):\n%s", c.pattern, diff)
			}
		})
	}
}

func TestFitARNOfEverythingIsEveryType(t *testing.T) {
	for _, pattern := range []string{"*", "**", "arn:*", "arn:aws:*", "arn:*:*", "arn:*:*:*:*:*"} {
		if got, want := len(fitted(pattern)), catalog.Tables()[0].ResourceTypes; got != want {
			t.Errorf("%s fits %d types, want all %d", pattern, got, want)
		}
	}
	for range catalog.FitARN("*") {
		break // more is not wanted, and does not come
	}
}

var placeholder = regexp.MustCompile(`\$\{[^}]*\}`)

func TestEveryTypeFitsItsOwnARNs(t *testing.T) {
	for service := range catalog.Services() {
		for kind := range service.ResourceTypes() {
			name := service.Prefix() + ":" + kind.Name()
			example := placeholder.ReplaceAllString(kind.ARN(), "x1")
			if got := fitted(example); !slices.Contains(got, name) {
				t.Errorf("FitARN(%q) is %q, want %s among them", example, got, name)
			}
		}
	}
}

func FuzzFitARN(f *testing.F) {
	for _, seed := range []string{"", "*", "arn:aws:s3:::b/*", "arn:*", "arn:aws:s3:*", "arn:aws:sqs:*:queue", "arn:aws:sqs:?*:?*:q", "ar*:::b", "é", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 100 {
			t.Skip("a regular expression of so many characters takes too long")
		}
		// A whole ARN without wildcards fits where a regular expression made of the
		// format matches it; a pattern that ends in more fits at least there.
		plain := strings.Map(func(r rune) rune {
			if r == '*' || r == '?' {
				return 'x'
			}
			return r
		}, text)
		got, more := fitted(plain), fitted(plain+"*")
		for service := range catalog.Services() {
			for kind := range service.ResourceTypes() {
				name := service.Prefix() + ":" + kind.Name()
				if !strings.Contains(plain, ":"+service.Prefix()+":") {
					continue
				}
				if slices.Contains(got, name) && !slices.Contains(more, name) {
					t.Errorf("%q fits %s, but %q does not", plain, name, plain+"*")
				}
				if slices.Contains(got, name) && strings.Count(plain, ":") > 4 && !expression(kind.ARN()).MatchString(plain) {
					t.Errorf("%q fits %s, whose ARN is %s", plain, name, kind.ARN())
				}
			}
		}
	})
}

// expression is the format of an ARN as a regular expression, more open than FitARN is about colons and slashes.
func expression(format string) *regexp.Regexp {
	parts := placeholder.Split(format, -1)
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	return regexp.MustCompile(`\A` + strings.Join(parts, `(?s:.+)`) + `\z`)
}
