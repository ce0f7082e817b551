package iamlint_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fence is a block of code of a page.
type fence struct {
	language   string
	file       string // the file whose text it is, when the line before it ends in its name: `template.yaml`:
	first, end int    // its text is lines[first:end] of the page
}

var (
	fenceLine = regexp.MustCompile("^ *(`{3,})(\\w*)$")
	fileLine  = regexp.MustCompile("`([\\w./-]+\\.\\w+)`:$")
	prompt    = regexp.MustCompile(`^\$ `)
	inFile    = regexp.MustCompile(`^\s*(?:- )?(?:run: |script: )?(iamlint .*)$`)
)

// shells are the languages whose blocks hold commands; those of other languages may be files.
var shells = []string{"console", "sh", "text"}

// fences finds the blocks of code of a page.
func fences(lines []string) []fence {
	var found []fence
	before, marker := "", ""
	for i, line := range lines {
		match := fenceLine.FindStringSubmatch(line)
		switch {
		case marker != "" && strings.TrimSpace(line) == marker:
			found[len(found)-1].end = i
			before, marker = "", ""
		case marker != "" || strings.TrimSpace(line) == "":
		case match == nil:
			before = line
		default:
			block := fence{language: match[2], first: i + 1, end: len(lines)}
			if name := fileLine.FindStringSubmatch(before); name != nil && !slices.Contains(shells, block.language) {
				block.file = name[1]
			}
			found, marker = append(found, block), match[1]
		}
	}
	return found
}

// shown is a command that a page shows, with the output that it shows below it.
type shown struct {
	row     int // of the page, from 0
	command string
	compare bool     // the page shows what is printed
	output  []string // which is this
}

// commands finds the commands of a block: in a console block those after a prompt, with what they print; in a sh
// block each line; and in files those that run iamlint, as a pipeline's does.
func commands(lines []string, block fence) []shown {
	var found []shown
	joined := ""
	for i, line := range lines[block.first:block.end] {
		row := block.first + i
		switch {
		case block.language == "console":
			if prompt.MatchString(line) {
				found = append(found, shown{row: row, command: prompt.ReplaceAllString(line, ""), compare: true})
			} else if len(found) > 0 {
				found[len(found)-1].output = append(found[len(found)-1].output, line)
			}
		case block.language == "sh":
			text, more := strings.CutSuffix(line, `\`)
			if joined += text; !more && strings.TrimSpace(joined) != "" {
				found = append(found, shown{row: row, command: joined})
			}
			if !more {
				joined = ""
			}
		case block.language != "text":
			if match := inFile.FindStringSubmatch(line); match != nil {
				found = append(found, shown{row: row, command: match[1]})
			}
		}
	}
	return found
}

func TestFences(t *testing.T) {
	const page = "Text, and a file, `a/b.yaml`:\n\n```yaml\nsteps:\n  - run: iamlint check a # needs GitHub\n  - iamlint audit\n```\n\n" +
		"`c.json`:\n```console\n$ iamlint rules\none\n\ntwo\n$ cat x\n```\n````sh\n```\niamlint check \\\n  b\n````\n```text\niamlint none\n```\n"
	lines := strings.Split(page, "\n")
	blocks := fences(lines)
	if diff := cmp.Diff([]fence{
		{"yaml", "a/b.yaml", 3, 6}, {"console", "", 10, 15}, {"sh", "", 17, 20}, {"text", "", 22, 23},
	}, blocks, cmp.AllowUnexported(fence{})); diff != "" {
		t.Fatalf("fences (-want +got):\n%s", diff)
	}
	var got []shown
	for _, block := range blocks {
		got = append(got, commands(lines, block)...)
	}
	if diff := cmp.Diff([]shown{
		{4, "iamlint check a # needs GitHub", false, nil},
		{5, "iamlint audit", false, nil},
		{10, "iamlint rules", true, []string{"one", "", "two"}},
		{14, "cat x", true, nil},
		{17, "```", false, nil},
		{19, "iamlint check   b", false, nil},
	}, got, cmp.AllowUnexported(shown{})); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}
