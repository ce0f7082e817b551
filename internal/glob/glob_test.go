package glob_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/glob"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"*", "arn:aws:s3:::b/k", true},
		{"?", "é", true},
		{"??", "é", false},
		{"bucket/*/test/*", "bucket/1/2/test/3/x", true},
		{"bucket/*/test/*", "bucket//test/x", true},
		{"bucket/*/test/*", "bucket/test/x", false},
		{"a*b*c", "aXbXbc", true},
		{"a*b*c", "aXbXb", false},
		{"s3:Get*", "s3:get", false},
		{"*a", "aaab", false},
		{"**a**", "a", true},
	} {
		if got := glob.Match(c.pattern, c.text); got != c.want {
			t.Errorf("Match(%q, %q): got %v, want %v", c.pattern, c.text, got, c.want)
		}
	}
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", true},
		{"", "*", true},
		{"", "?", false},
		{"a*", "*b", true},
		{"a*", "b*", false},
		{"arn:*:s3:::*/*", "arn:aws:s3:::bucket", false},
		{"arn:*:s3:::*/*", "arn:aws:s3:::bucket*", true},
		{"a?c", "ab*", true},
		{"a?c", "ab", false},
	} {
		for _, got := range []bool{glob.Meets(c.a, c.b), glob.Meets(c.b, c.a)} {
			if got != c.want {
				t.Errorf("Meets(%q, %q): got %v, want %v", c.a, c.b, got, c.want)
			}
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		wide, narrow string
		want         bool
	}{
		{"*", "", true},
		{"", "*", false},
		{"*", "a?*", true},
		{"?*", "*", false},
		{"*?", "?*", true},
		{"?*?", "??", true},
		{"?*?", "*??*", true},
		{"a*", "ab*c", true},
		{"ab*c", "a*", false},
		{"a?", "a*", false},
		{"a?", "ab", true},
		{"ab", "a?", false},
	} {
		if got := glob.Covers(c.wide, c.narrow); got != c.want {
			t.Errorf("Covers(%q, %q): got %v, want %v", c.wide, c.narrow, got, c.want)
		}
	}
}

// TestAgainstEveryString compares with the meaning itself: for random short patterns over a and b, the strings
// over a, b and one foreign character, tried one by one.
func TestAgainstEveryString(t *testing.T) {
	texts := everyString("abz", 6)
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		a, b := pattern(random), pattern(random)
		ra, rb := oracle(a), oracle(b)
		meets, covers := false, true
		for _, text := range texts {
			x, y := ra.MatchString(text), rb.MatchString(text)
			if got := glob.Match(a, text); got != x {
				t.Fatalf("Match(%q, %q): got %v, want %v", a, text, got, x)
			}
			meets = meets || x && y
			covers = covers && (x || !y)
		}
		if got := glob.Meets(a, b); got != meets {
			t.Fatalf("Meets(%q, %q): got %v, want %v", a, b, got, meets)
		}
		if got := glob.Covers(a, b); got != covers {
			t.Fatalf("Covers(%q, %q): got %v, want %v", a, b, got, covers)
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("s3:*Object?", "s3:GetObjectX")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if !utf8.ValidString(pattern) || !utf8.ValidString(text) {
			t.Skip("IAM takes valid text only")
		}
		if got, want := glob.Match(pattern, text), oracle(pattern).MatchString(text); got != want {
			t.Errorf("Match(%q, %q): got %v, want %v", pattern, text, got, want)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	text := "arn:aws:s3:::" + strings.Repeat("a", 1000) + "b"
	for b.Loop() {
		glob.Match("arn:*:s3:::*a*a*a*a*a*c", text)
	}
}

func everyString(alphabet string, most int) []string {
	all := []string{""}
	for from := 0; len(all[from]) < most; from++ {
		for _, c := range alphabet {
			all = append(all, all[from]+string(c))
		}
	}
	return all
}

func pattern(random *rand.Rand) string {
	b := make([]byte, random.IntN(5))
	for i := range b {
		b[i] = "ab?**"[random.IntN(5)]
	}
	return string(b)
}

func oracle(pattern string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.ReplaceAll(quoted, `\*`, `(?s:.*)`)
	quoted = strings.ReplaceAll(quoted, `\?`, `(?s:.)`)
	return regexp.MustCompile(`\A(?:` + quoted + `)\z`)
}
