package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

// oracle expands a pattern in another way: as a regular expression over the
// whole names, after lowering ASCII letters on both sides.
func oracle(pattern string, names []string) []string {
	var expression strings.Builder
	for _, r := range lowerASCII(pattern) {
		switch r {
		case '*':
			expression.WriteString(".*")
		case '?':
			expression.WriteString(".")
		default:
			expression.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	whole := regexp.MustCompile(`\A(?s:` + expression.String() + `)\z`)
	var found []string
	for _, name := range names {
		if whole.MatchString(lowerASCII(name)) {
			found = append(found, name)
		}
	}
	return found
}

// everyName walks the services, which Expand of a literal prefix does not.
func everyName() []string {
	var names []string
	for service := range catalog.Services() {
		for action := range service.Actions() {
			names = append(names, action.Name())
		}
	}
	return names
}

func lowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

func expanded(pattern string) []string {
	var found []string
	for action := range catalog.Expand(pattern) {
		found = append(found, action.Name())
	}
	return found
}

func TestExpandAgreesWithARegularExpression(t *testing.T) {
	names := everyName()
	for _, pattern := range []string{
		"", "*", "**", "?", ":", "*:*", "s3:", "s3:*", "S3:GETOBJECT", "s3:GetObject", "s3:GetObject*", "s3:Get*Tagging",
		"s3:*Object", "s3:?etObject", "s3:G*t*b*t", "s?:*", "ec?:Describe*", "*:Get*", "*:*Role*", "iam:*", "IAM:pass?ole",
		"nosuch:*", "s3*", "*GetObject", "s3?GetObject", "a:b:c", "s3:*:*", "*:*:*", "ec2:Describe", "ec2:Describe**",
		"zzz*:*", "ec2:Zz*", "a2c:*", "xray:*", "*:", ":*", "é:*", "s3:Gé*", "s3:?????????", "\u212ams:*", "k\u212a:*", "s3:Get\x00*",
		"lambda:*-*", "*:*-*", "apigateway:GET", "apigateway:g*", "s3:get[a-z]*", "s3:.*", "s3 :*",
	} {
		t.Run(pattern, func(t *testing.T) {
			if diff := cmp.Diff(expanded(pattern), oracle(pattern, names)); diff != "" {
				t.Errorf("Expand(%q) (-got +want):\n%s", pattern, diff)
			}
		})
	}
}

func TestExpandFindsWhatPeopleMean(t *testing.T) {
	if got, want := len(expanded("*")), catalog.Tables()[0].Actions; got != want {
		t.Errorf("* is %d actions, want all %d", got, want)
	}
	if got := len(expanded("ec2:Describe*")); got < 150 {
		t.Errorf("ec2:Describe* is %d actions, want at least 150", got)
	}
	if diff := cmp.Diff(expanded("IAM:pass*"), []string{"iam:PassRole"}); diff != "" {
		t.Errorf("IAM:pass* (-got +want):\n%s", diff)
	}
}

func TestExpandStopsWhenNoMoreIsWanted(t *testing.T) {
	for _, pattern := range []string{"*", "*:*", "s3:*", "s3:GetObject", "s?:Get*"} {
		taken := 0
		for range catalog.Expand(pattern) {
			taken++
			break
		}
		if taken != 1 {
			t.Errorf("took %d of %s, want 1", taken, pattern)
		}
	}
}

func FuzzExpand(f *testing.F) {
	for _, seed := range []string{"", "*", "s3:Get*", "ec2:Describe*", "*:*Role*", "s3:", ":", "a:b:c", "é", "s3:*a*b*c*d*", "\xff:*", "S3*?"} {
		f.Add(seed)
	}
	// All names are too many for a regular expression in each of many thousand runs.
	names := everyName()
	var some []string
	for i := 0; i < len(names); i += 97 {
		some = append(some, names[i])
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		if len(pattern) > 30 {
			return // a regular expression of so many .* takes too long
		}
		got := expanded(pattern)
		want := oracle(pattern, some)
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("Expand(%q) lacks %s", pattern, name)
			}
		}
		if len(got) > 100 {
			got = got[:100]
		}
		if found := oracle(pattern, got); !slices.Equal(found, got) {
			t.Errorf("Expand(%q) is %q, of which only %q match", pattern, got, found)
		}
	})
}
