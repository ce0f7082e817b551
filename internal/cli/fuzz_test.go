package cli

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// FuzzConfig reads a configuration: one that is refused is refused in one line that says where, and reading the other
// twice gives the same.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"disable: [inline-policy, hygiene]\nenable:\n  - trust\nfail-on: none\nseverity: low\nexclude: ['vendor/', '!x/**/y', '[a-z]?\\*']\n",
		"trusted-accounts: [111122223333, '012345678901']\nsettings:\n  role-session-too-long: {hours: 8}\n",
		"ignore:\n- {rule: wildcard-resource, reason: x, until: 2027-01-31, action: 's3:*', files: ['a/**']}\n", "# nothing\n", "disabel: []\n", "- a\n", "{}", "settings: {a: {b: [1, true, null]}}\n",
	} {
		f.Add(seed)
	}
	where := regexp.MustCompile(`\Ac\.yaml:[1-9][0-9]*:[1-9][0-9]*: .`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return
		}
		got, err := parseConfig("c.yaml", "/repo", []byte(text))
		again, problem := parseConfig("c.yaml", "/repo", []byte(text))
		if err != nil {
			if !where.MatchString(err.Error()) {
				t.Errorf("%q is refused without a place: %v", text, err)
			}
			if problem == nil || problem.Error() != err.Error() {
				t.Errorf("%q is refused with %v, then with %v", text, err, problem)
			}
			return
		}
		if !reflect.DeepEqual(got.layer, again.layer) || !reflect.DeepEqual(got.exclude, again.exclude) || got.failOn != again.failOn {
			t.Errorf("%q: got %+v, then %+v", text, got, again)
		}
	})
}

// FuzzWildmatch compares globs of ignore files with regular expressions. Each byte stands for a letter of a small
// alphabet, so that they often match.
func FuzzWildmatch(f *testing.F) {
	f.Add("\x00\x05\x02", "\x00\x02\x00\x02\x00")
	f.Add("\x06\x02\x01\x03", "\x01\x00")
	f.Fuzz(func(t *testing.T, glob, path string) {
		if len(glob) > 12 || len(path) > 20 {
			return
		}
		glob, path = spelled(glob, "a", "b", "/", "*", "?", "/**/", "[ab]", "[!a]", `\*`, "*"), spelled(path, "a", "b", "/", "*")
		for _, confusing := range []string{"**", "//"} { // more than two stars, and stars that are not between slashes, are wildmatch's own matter
			if rest := strings.ReplaceAll(glob, "/**/", "/"); strings.Contains(rest, confusing) || strings.HasPrefix(glob, "/") || strings.HasSuffix(glob, "/") {
				return
			}
		}
		expression := strings.NewReplacer("/**/", "/(?:.*/)?", "[ab]", "[ab]", "[!a]", "[^a/]", `\*`, `\*`, "*", "[^/]*", "?", "[^/]").Replace(glob)
		if got, want := wildmatch(glob, path), regexp.MustCompile(`\A(?:`+expression+`)\z`).MatchString(path); got != want {
			t.Errorf("%q, %q: got %t, want %t", glob, path, got, want)
		}
	})
}

// spelled is a text in which each byte of another stands for one of the letters.
func spelled(text string, letters ...string) string {
	var b strings.Builder
	for i := range len(text) {
		b.WriteString(letters[int(text[i])%len(letters)])
	}
	return b.String()
}
