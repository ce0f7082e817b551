package report

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

func TestExcerptPutsCaretsUnderTheRegion(t *testing.T) {
	long := strings.Repeat("a", 100)
	tests := map[string]struct {
		row         string
		from, to    int // columns
		line, under string
	}{
		"plain":                       {"Action: s3:*", 9, 13, "Action: s3:*", "        ^^^^"},
		"empty-region":                {"Action:", 8, 8, "Action:", "       ^"},
		"empty-line":                  {"", 1, 1, "", "^"},
		"region-past-the-end":         {"ab", 7, 9, "ab", "  ^"},
		"tabs-are-kept":               {"\ta\tb", 4, 5, "\ta\tb", "\t \t^"},
		"a-tab-in-the-region":         {"a\tb", 1, 4, "a\tb", "^\t^"},
		"only-a-tab-in-the-region":    {"a\tb", 2, 3, "a\tb", " ^"},
		"wide-characters":             {"読む: x", 5, 6, "読む: x", "      ^"},
		"a-wide-character-is-marked":  {"a読b", 2, 3, "a読b", " ^^"},
		"combining-marks":             {"e\u0301: x", 5, 6, "e\u0301: x", "   ^"},
		"escapes-take-columns":        {"\x1b[0m: x", 7, 8, `\u001b[0m: x`, "           ^"},
		"an-escape-is-marked":         {"a\u202eb", 2, 3, `a\u202eb`, " ^^^^^^"},
		"a-tag-character":             {"\U000e0041x", 2, 3, `\U000e0041x`, "          ^"},
		"bytes-that-are-no-UTF-8":     {"\xffx", 2, 3, `\xffx`, "    ^"},
		"cut-after":                   {"x" + long, 1, 2, "x" + strings.Repeat("a", 38) + "…", "^"},
		"cut-before":                  {long + "x", 101, 102, "…" + strings.Repeat("a", 38) + "x", strings.Repeat(" ", 39) + "^"},
		"cut-on-both-sides":           {long + "x" + long, 101, 102, "…" + strings.Repeat("a", 13) + "x" + strings.Repeat("a", 24) + "…", strings.Repeat(" ", 14) + "^"},
		"carets-are-cut-too":          {long + long, 1, 201, strings.Repeat("a", 39) + "…", strings.Repeat("^", 39)},
		"escapes-are-not-cut-in-two":  {strings.Repeat("\x00", 30) + "x", 31, 32, "…" + strings.Repeat(`\u0000`, 6) + "x", strings.Repeat(" ", 37) + "^"},
		"blanks-after-it-are-trimmed": {"a:  ", 1, 5, "a:  ", "^^"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			region := source.Region{Start: source.Position{Line: 1, Column: tt.from}, End: source.Position{Line: 1, Column: tt.to}}
			got, ok := newExcerpt(newListing([]byte(tt.row)), region, 40)
			if !ok {
				t.Fatal("got no excerpt")
			}
			if got.line != tt.line || got.carets != tt.under {
				t.Errorf("got\n%q\n%q\nwant\n%q\n%q", got.line, got.carets, tt.line, tt.under)
			}
		})
	}
}

func TestExcerptOfSeveralLinesShowsTheFirst(t *testing.T) {
	region := source.Region{Start: source.Position{Line: 1, Column: 3}, End: source.Position{Line: 3, Column: 2}}
	got, _ := newExcerpt(newListing([]byte("- a: 1 \n  b: 2\n}\n")), region, 0)
	if want := (excerpt{line: "- a: 1 ", carets: "  ^^^^"}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExcerptOfALineThatIsNotThere(t *testing.T) {
	for _, line := range []int{0, 3} {
		region := source.Region{Start: source.Position{Line: line, Column: 1}}
		if got, ok := newExcerpt(newListing([]byte("a\nb\n")), region, 0); ok {
			t.Errorf("line %d: got %q, want none", line, got)
		}
	}
}
