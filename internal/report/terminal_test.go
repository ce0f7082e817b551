package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// payloads are texts that would do harm where they are shown as they are.
var payloads = []string{
	"\x1b[2J\x1b[H",             // clears the screen
	"\x1b[31mred\x1b[0m",        // colours
	"\x1b[1A\x1b[2Kno findings", // rewrites the line above
	"\x1b]0;title\x07",          // sets the title
	"\x1b]8;;https://example.com\x1b\\here\x1b]8;;\x1b\\", // hides where a link leads
	"\x1b]52;c;cm0gLXJmIH4=\x07",                          // writes to the clipboard
	"\x1bP+q544e\x1b\\",                                   // asks the terminal to answer
	"\x1bc",                                               // resets
	"\u009b2J",                                            // the same from C1
	"\u009d52;c;eA==\u009c",                               //
	"\u0085next line",                                     // NEL
	"\x9b2J",                                              // C1 as a byte, not UTF-8
	"a\rhigh[x]: no findings",                             // overwrites the line
	"a\nno findings in 1 file",                            // forges a line
	"a\n::error file=x::forged",                           // commands GitHub's runner
	"::add-mask::a",                                       //
	"##[add-mask]a",                                       // its older form
	"##vso[task.setvariable variable=PATH]a",              // commands Azure Pipelines
	"a\vb\fc\bd\x07",                                      // moves and rings
	"a\x00b",                                              // NUL
	"a\x7fb",                                              // DEL
	"admin\u202etxt.yaml",                                 // right to left
	"\u2066a\u2069\u2067b\u2069\u061c\u200e\u200f", // isolates and marks
	"ad\u200bmin\u200c\u200d\u2060\ufeff",          // zero-width
	"soft\u00adhyphen",                             //
	"line\u2028paragraph\u2029",                    // separators
	"tag\U000e0041\U000e007f",                      // invisible letters
	"vs\ufe0f\U000e0100",                           // variation selectors
	"filler\u3164\u115f\uffa0",                     // letters without a shape
	"private\ue000\U0010ffff",                      //
	"half\xed\xa0\x80surrogate\xff",                // not UTF-8
	"<script>alert(1)</script>",                    // for viewers that are web pages
	"[click](https://example.com) [me](1)",         // links
	"</script><script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	"<svg/onload=alert(1)>",
	"\"><b onmouseover=alert(1)>",
	"' autofocus onfocus=alert(1) x='",
	"javascript:alert(1)",
	"<javascript:alert(1)>", // an autolink of Markdown
	"]]><x/>",               // ends CDATA
	"--><x/><!--",           // ends a comment
	"&lt;x&gt; &#60;x&#62; &amp;amp;",
	"<!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
	"=cmd|' /C calc'!A0", // formulas of spreadsheets
	"+1+1", "-1+1", "@SUM(1+1)", " =1+1", "\t=1+1", "\r=1+1",
	"=HYPERLINK(\"https://example.com\",\"x\")",
	"a,\"b\",=1+1\n=2+2",   // leaves its cell
	"| a | b |\n|---|---|", // another table
	"a | b",
	"`a` ``b`` ```c```",
	"```\n# heading\n```",
	"**bold** _italics_ ~~gone~~",
	"# heading", "> quote", "- item", "1. item",
	"![x](https://example.com/x.png)",
	"[x]: https://example.com", "[^1]",
	"https://example.com www.example.com",
	"@everyone #1 GH-1 owner/repo#1",
	"$x^2$ :smile:",
	"%0A::error::forged", // decoded by the runner
	"%25%0D%0A",
	"a::error file=x,line=1::b",
	" ::error::after a blank",
	"::stop-commands::x",
	"x,line=1,title=y",
}

// forgedReport has the text wherever a report can hold foreign text.
func forgedReport(text string) finding.Report {
	at := source.Location{Artifact: text, Region: source.Region{
		Start: source.Position{Line: 1, Column: 2},
		End:   source.Position{Line: 1, Column: 5},
	}}
	return finding.Report{
		Findings: []finding.Finding{{
			Rule: text, Category: text, Severity: finding.High, Message: text, Target: text, At: at, Fingerprint: text,
			Related: []finding.Related{{At: at, Message: text}}, Construct: text,
		}},
		Suppressed: []finding.Finding{{
			Rule: text, Category: text, Severity: finding.Low, Message: text, Target: text, At: at, Fingerprint: text,
			Suppression: &finding.Suppression{By: text, Reason: text, Until: text, At: at},
		}},
		Notices: []finding.Notice{{Message: text, At: at}, {Failure: true, Message: text}},
		Rules:   []finding.Rule{{ID: text, Title: text, Description: text, Category: text, Severity: finding.High, Remediation: text}},
		Sources: map[string][]byte{text: []byte("ab" + text)},
		Files:   1,
	}
}

var ours = regexp.MustCompile("\x1b\\[(0|1|1;3[0-9])m")

// checkPlain fails if a terminal would do more than show the output.
func checkPlain(t *testing.T, output string) {
	t.Helper()
	output = ours.ReplaceAllString(output, "")
	if !utf8.ValidString(output) {
		t.Errorf("not UTF-8: %q", output)
	}
	for _, r := range output {
		plain := unicode.IsPrint(r) || r == '\n' || r == '\t'
		if !plain || unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) {
			t.Errorf("%U is in %q", r, output)
		}
	}
	if strings.Contains(output, "##[") || strings.Contains(output, "##vso[") {
		t.Errorf("a logging command is in %q", output)
	}
	for line := range strings.SplitSeq(output, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			t.Errorf("a workflow command is in %q", output)
		}
	}
}

func TestForeignTextCannotCommandATerminal(t *testing.T) {
	for _, payload := range payloads {
		for _, colour := range []bool{false, true} {
			t.Run(fmt.Sprintf("%.20q-%t", payload, colour), func(t *testing.T) {
				got := write(t, "text", forgedReport(payload), Options{Color: colour, Suppressed: true})
				checkPlain(t, got)
				// head, place, three lines of source, related, help, rule, blank, suppressed, two notices, blank, summary
				if lines := strings.Count(got, "\n"); lines != 14 {
					t.Errorf("got %d lines, want 14:\n%s", lines, got)
				}
			})
		}
	}
}

func TestForeignTextComesBackFromJSON(t *testing.T) {
	for _, payload := range payloads {
		t.Run(fmt.Sprintf("%.20q", payload), func(t *testing.T) {
			got := write(t, "json", forgedReport(payload), Options{})
			checkPlain(t, got)
			var back struct {
				Findings []struct{ Rule, Message, Target, File string }
				Notices  []struct{ Message string }
			}
			if err := json.Unmarshal([]byte(got), &back); err != nil {
				t.Fatal(err)
			}
			want := mended(payload)
			for _, text := range []string{back.Findings[0].Rule, back.Findings[0].Message, back.Findings[0].Target, back.Findings[0].File, back.Notices[0].Message} {
				if text != want {
					t.Errorf("got %q, want %q", text, want)
				}
			}
		})
	}
}

// mended is the text with U+FFFD for each byte that is no UTF-8.
func mended(text string) string {
	return string([]rune(text))
}

func TestSafeShowsWhatIsHidden(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"plain-text-stays":      {"Role 'AppRole' é 日本 🪣", "Role 'AppRole' é 日本 🪣"},
		"controls":              {"\x1b[0m\t\n\x7f\u009b", `\u001b[0m\u0009\u000a\u007f\u009b`},
		"bidi":                  {"\u202e", `\u202e`},
		"astral":                {"\U000e0041", `\U000e0041`},
		"bytes":                 {"\xff", `\xff`},
		"the-replacement-stays": {"\ufffd", "\ufffd"},
		"logging-commands":      {"###[a] ##vso[b] ## c ##", `##\u0023[a] #\u0023vso[b] ## c ##`},
		"strange-spaces":        {"\u00a0\u3000", `\u00a0\u3000`},
		"combining-marks-stay":  {"e\u0301", "e\u0301"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := safe(tt.text); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	for _, payload := range payloads {
		f.Add(payload, 1, 1, 80)
	}
	f.Add("a\n\tb: \xff\r\n", 2, 3, 0)
	f.Fuzz(func(t *testing.T, text string, line, column, width int) {
		if len(text) > 500 {
			return
		}
		r := forgedReport(text)
		r.Sources[text] = []byte(text)
		r.Findings[0].At.Region.Start = source.Position{Line: line, Column: column}
		for _, colour := range []bool{false, true} {
			var b bytes.Buffer
			if err := Write(&b, "text", r, Options{Color: colour, Width: width}); err != nil {
				t.Fatal(err)
			}
			checkPlain(t, b.String())
		}
		for _, format := range []string{"compact", "csv", "junit", "markdown"} {
			checkPlain(t, write(t, format, r, Options{}))
		}
		for _, format := range []string{"json", "sarif"} {
			output := write(t, format, r, Options{Suppressed: true})
			checkPlain(t, output)
			if !json.Valid([]byte(output)) {
				t.Errorf("%s: not JSON: %s", format, output)
			}
		}
	})
}

func TestColumnsOfCharacters(t *testing.T) {
	got := map[rune]int{}
	want := map[rune]int{'a': 1, 'é': 1, '\u0301': 0, '\u20dd': 0, '한': 2, '読': 2, 'ｗ': 2, '🪣': 2, '€': 1, 'я': 1}
	for r := range want {
		got[r] = cells(r)
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}
