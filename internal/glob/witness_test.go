package glob_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/glob"
)

func TestWitness(t *testing.T) {
	for _, c := range []struct {
		in, out []string
		want    glob.Answer
	}{
		{[]string{"*"}, nil, glob.Found},
		{[]string{"*"}, []string{"*"}, glob.None},
		{[]string{"a*"}, []string{"ab*"}, glob.Found},
		{[]string{"ab*"}, []string{"a*"}, glob.None},
		{[]string{"a*", "*b"}, []string{"ab"}, glob.Found},
		{[]string{"a*", "b*"}, nil, glob.None},
		{[]string{"?"}, []string{"a", "b"}, glob.Found},
		{[]string{"*"}, []string{"?*"}, glob.Found}, // the empty string
		{[]string{"*"}, []string{"", "?", "??*"}, glob.None},
		{[]string{"?*"}, []string{"?", "??*"}, glob.None},
		{[]string{"arn:aws:s3:::b/*"}, []string{"arn:aws:s3:::b/private/*"}, glob.Found},
		{[]string{"*a*"}, []string{"*a*a*", "a*"}, glob.Found},
		{[]string{"\x00*"}, []string{"\x00"}, glob.Found},
	} {
		text, got := glob.Witness(c.in, c.out)
		if got != c.want || got == glob.Found && !is(text, c.in, c.out) {
			t.Errorf("Witness(%q, %q): got %q, %v, want %v", c.in, c.out, text, got, c.want)
		}
	}
}

// cases is how many random cases a test tries, unless IAMLINT_WITNESS_CASES says otherwise.
func cases(t *testing.T) int {
	t.Helper()
	n := 100_000
	if text := os.Getenv("IAMLINT_WITNESS_CASES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatalf("IAMLINT_WITNESS_CASES: %v", err)
		}
	}
	return n
}

// TestWitnessAgainstEveryString compares with the meaning itself: a string over a, b and one foreign character that
// is long enough to tell. What a set of strings is comes as one bit for each of them.
func TestWitnessAgainstEveryString(t *testing.T) {
	texts := everyString("abz", 6)
	short := everyString("ab?*", 4)
	sets := make([][]uint64, len(short))
	for i, p := range short {
		sets[i] = make([]uint64, len(texts)/64+1)
		o := oracle(p)
		for j, text := range texts {
			if o.MatchString(text) {
				sets[i][j/64] |= 1 << (j % 64)
			}
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(atLeast int) (patterns []string, chosen [][]uint64) {
		for range atLeast + random.IntN(4) {
			i := random.IntN(len(short))
			patterns, chosen = append(patterns, short[i]), append(chosen, sets[i])
		}
		return patterns, chosen
	}
	found := 0
	for range cases(t) {
		in, inSets := pick(1)
		out, outSets := pick(0)
		text, got := glob.Witness(in, out)
		want := glob.None
		for j := range sets[0] {
			left := ^uint64(0)
			if j == len(sets[0])-1 {
				left = 1<<(len(texts)%64) - 1
			}
			for _, s := range inSets {
				left &= s[j]
			}
			for _, s := range outSets {
				left &^= s[j]
			}
			if left != 0 {
				want = glob.Found
				break
			}
		}
		if got == glob.Found && !is(text, in, out) {
			t.Fatalf("Witness(%q, %q): %q is none", in, out, text)
		}
		if got == glob.Found && want == glob.None && len(text) > 6 {
			want = glob.Found // longer than what was tried, and just shown to be right
		}
		if got != want {
			t.Fatalf("Witness(%q, %q): got %q, %v, want %v", in, out, text, got, want)
		}
		if possible := glob.Possible(in, out); possible != (want == glob.Found) {
			t.Fatalf("Possible(%q, %q): got %v, want %v", in, out, possible, want)
		}
		if got == glob.Found {
			found++
		}
	}
	t.Logf("%d of %d have one", found, cases(t))
}

// TestWitnessEndsOnHardPatterns asks what is built to be hard: many wildcards over one letter.
func TestWitnessEndsOnHardPatterns(t *testing.T) {
	var stars, lengths []string
	for n := 1; n <= 40; n++ {
		stars = append(stars, "*"+strings.Repeat("a*", n))
		lengths = append(lengths, "*a"+strings.Repeat("?", n))
	}
	for name, c := range map[string]struct {
		in, out []string
		want    glob.Answer
	}{
		"one star pattern more":           {stars[:1], stars[1:], glob.Found},
		"all of them at once":             {stars, nil, glob.Found},
		"none is left":                    {stars[1:], stars[:1], glob.None},
		"the last letters decide":         {[]string{strings.Repeat("?", 41) + "*"}, lengths, glob.Found},
		"the last letters decide, starry": {[]string{"*b*b*b*b*b*b*b*"}, append(lengths, stars...), glob.Found},
	} {
		t.Run(name, func(t *testing.T) {
			text, got := glob.Witness(c.in, c.out)
			if got != c.want {
				t.Errorf("got %q, %v, want %v", text, got, c.want)
			}
		})
	}
}

func TestWitnessFindsAStrangerWhenAllLettersAreTaken(t *testing.T) {
	letters := strings.Split("xyz0123456789abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZÀ", "")
	if text, got := glob.Witness([]string{"?"}, letters); got != glob.Found || text != "Á" {
		t.Errorf("got %q, %v, want the first letter after them", text, got)
	}
}

func FuzzWitness(f *testing.F) {
	f.Add("a*", "*b", "ab", "a?b")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		for _, p := range []string{a, b, c, d} {
			if !utf8.ValidString(p) || len(p) > 40 {
				t.Skip("IAM takes valid text only, and long patterns take long")
			}
		}
		text, got := glob.Witness([]string{a, b}, []string{c, d})
		switch meet := glob.Meets(a, b); {
		case got == glob.Found && !is(text, []string{a, b}, []string{c, d}):
			t.Errorf("Witness(%q, %q; %q, %q): %q is none", a, b, c, d, text)
		case got == glob.Found && (!meet || glob.Covers(c, a)):
			t.Errorf("Witness(%q, %q; %q, %q): got %q, but there can be none", a, b, c, d, text)
		}
		if _, one := glob.Witness([]string{a}, []string{c}); one != glob.Undecided && (one == glob.None) != glob.Covers(c, a) {
			t.Errorf("Witness(%q; %q): got %v, but Covers says %v", a, c, one, glob.Covers(c, a))
		}
	})
}

func BenchmarkWitness(b *testing.B) {
	out := []string{"arn:aws:s3:::*/private/*", "arn:aws:s3:::logs-*/*", "arn:aws:s3:::*/*.key", "arn:*:s3:::a?c/*"}
	for b.Loop() {
		glob.Witness([]string{"arn:aws:s3:::*/*", "arn:*:s3:::*-eu-*"}, out)
	}
}

func is(text string, in, out []string) bool {
	matches := func(p string) bool { return glob.Match(p, text) }
	return !slices.ContainsFunc(in, func(p string) bool { return !matches(p) }) && !slices.ContainsFunc(out, matches)
}
