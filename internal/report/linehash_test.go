package report

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
)

// publishedHashes are the values by which GitHub tests its own upload action
// (github/codeql-action, src/fingerprints.test.ts): for each text the hash of
// each line.
var publishedHashes = []struct {
	text string
	want []string
}{
	{text: "", want: []string{"c129715d7a2bc9a3:1"}},
	{text: " a\nb\n  \t\tc\n d", want: []string{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
	{text: " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", want: []string{"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"}},
	{text: " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", want: []string{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"}},
	{text: " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", want: []string{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"}},
	{text: " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", want: []string{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"}},
	{text: " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", want: []string{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"}},
	{text: "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n", want: []string{"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}},
	{text: "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n", want: []string{"e54938cc54b302f1:1", "bb609acbe9138d60:1", "1131fd5871777f34:1", "5c482a0f8b35ea28:1", "54517377da7028d2:1", "2c644846cb18d53e:1", "f1b89f20de0d133:1", "c129715d7a2bc9a3:1"}},
}

func TestLineHashesAreThoseThatGitHubPublished(t *testing.T) {
	for _, tt := range publishedHashes {
		t.Run(fmt.Sprintf("%.12q", tt.text), func(t *testing.T) {
			var got []string
			for _, h := range lineHashes([]byte(tt.text)) {
				got = append(got, h.String())
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

// rolled computes the same as lineHashes in another way: a window rolls over
// the text one code unit after another, and a line's hash is what the window
// holds when it is full again after the line's start.
func rolled(text string) []string {
	const block, factor = 100, 37
	var power uint64 = 1
	for range block {
		power *= factor
	}
	var (
		window   [block]uint64
		lineAt   [block]int // the line whose first code unit is there
		sum      uint64
		at, line int
		out      []string
		seen     = map[uint64]int{}
	)
	push := func() {
		if lineAt[at] != 0 {
			seen[sum]++
			out = append(out, fmt.Sprintf("%x:%d", sum, seen[sum]))
			lineAt[at] = 0
		}
	}
	add := func(unit uint64) {
		sum = factor*sum + unit - power*window[at]
		window[at] = unit
		at = (at + 1) % block
	}
	atStart, afterCR := true, false
	feed := func(unit uint64) {
		if unit == ' ' || unit == '\t' || afterCR && unit == '\n' {
			afterCR = false
			return
		}
		if afterCR = unit == '\r'; afterCR {
			unit = '\n'
		}
		push()
		if atStart {
			line++
			lineAt[at] = line
		}
		atStart = unit == '\n'
		add(unit)
	}
	for _, unit := range utf16.Encode([]rune(text)) {
		feed(uint64(unit))
	}
	feed(0xffff)
	for range block {
		push()
		add(0)
	}
	return out
}

// TestLineHashesOfManyFilesAreThoseThatRoll makes files of few letters, so that lines repeat. IAMLINT_RELIABILITY=full makes
// 10,000 of them.
func TestLineHashesOfManyFilesAreThoseThatRoll(t *testing.T) {
	n := 500
	if os.Getenv("IAMLINT_RELIABILITY") == "full" {
		n = 10_000
	}
	chance := rand.New(rand.NewPCG(18, 19))
	letters := []string{"a", "b", " ", "\t", "\n", "\n", "\r", "\r\n", "é", "🪣", "\u2028", "\ufeff", "\x00", "Action: 's3:*'\n"}
	for range n {
		var b strings.Builder
		for range chance.IntN(300) {
			b.WriteString(letters[chance.IntN(len(letters))])
		}
		var got []string
		for _, h := range lineHashes([]byte(b.String())) {
			got = append(got, h.String())
		}
		if diff := cmp.Diff(got, rolled(b.String())); diff != "" {
			t.Fatalf("%q: got - want +:\n%s", b.String(), diff)
		}
	}
}

func FuzzLineHash(f *testing.F) {
	for _, tt := range publishedHashes {
		f.Add(tt.text)
	}
	f.Add(strings.Repeat("🪣\r \n", 120) + "\ufeff")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("lineHashes is exact for UTF-8 only")
		}
		var got []string
		for _, h := range lineHashes([]byte(text)) {
			got = append(got, h.String())
		}
		if diff := cmp.Diff(got, rolled(text)); diff != "" {
			t.Errorf("got - want +:\n%s", diff)
		}
	})
}

func TestFindingsOfOneRuleOnOneLineStayDistinct(t *testing.T) {
	s := map[string][]byte{"a.yaml": []byte("Action: [s3:*, sqs:*, sns:*]\n")}
	prints := newLinePrints(s)
	var got []string
	for _, f := range []finding.Finding{
		{Rule: "service-wildcard", At: where(t, s, "a.yaml", "s3:*", 1)},
		{Rule: "service-wildcard", At: where(t, s, "a.yaml", "sqs:*", 1)},
		{Rule: "another", At: where(t, s, "a.yaml", "sqs:*", 1)},
		{Rule: "service-wildcard", At: where(t, s, "a.yaml", "sns:*", 1)},
	} {
		got = append(got, prints.of(f)["primaryLocationLineHash"])
	}
	hash := lineHashes(s["a.yaml"])[0].String()
	want := []string{hash, hash + ":2", hash, hash + ":3"}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestAPlaceWithoutALineOfTextHasNoLineHash(t *testing.T) {
	s := map[string][]byte{"a.yaml": []byte("a\n")}
	at := where(t, s, "a.yaml", "a", 1)
	beyond, elsewhere := at, at
	beyond.Region.Start.Line = 3
	elsewhere.Artifact = "b.yaml"
	for _, f := range []finding.Finding{{At: beyond}, {At: elsewhere}} {
		if got := newLinePrints(s).of(f); len(got) > 0 {
			t.Errorf("%s: got %q, want none", f.At, got)
		}
	}
}
