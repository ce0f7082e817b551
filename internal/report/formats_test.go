package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// readers find in a report of each format what it reports, as "file:line:column rule".
var readers = map[string]func(*testing.T, string) []string{
	"text": func(_ *testing.T, text string) []string {
		return matches(text, `(?m)^\w+\[(.+?)\]: .*\n +--> (.+?)$`, "$2 $1")
	},
	"compact": func(_ *testing.T, text string) []string { return matches(text, `(?m)^(.+?): \w+\[(.+?)\]: `, "$1 $2") },
	"html":    findingsOfPage,
	"github": func(t *testing.T, text string) []string {
		plain := matches(text, `(?m)^(\w.+?): \w+\[(.+?)\]: `, "$1 $2")
		for _, command := range matches(text, `(?m)^::\w+ (.*?)::.*$`, "$1") {
			values := map[string]string{}
			for property := range strings.SplitSeq(command, ",") {
				key, value, _ := strings.Cut(property, "=")
				values[key] = unescaped(t, value)
			}
			if _, rule, ok := strings.Cut(values["title"], ": "); ok {
				plain = append(plain, fmt.Sprintf("%s:%s:%s %s", values["file"], values["line"], values["col"], rule))
			}
		}
		return plain
	},
	"markdown": func(t *testing.T, text string) []string {
		var found []string
		for _, row := range matches(text, `(?m)^\| \w+ \| \[(.+?)\]\(.*?\) \| <code>(.+?)</code> \|`, "$2 $1") {
			found = append(found, regexp.MustCompile(`&#(\d+);`).ReplaceAllStringFunc(row, func(code string) string {
				n, err := strconv.Atoi(code[2 : len(code)-1])
				if err != nil {
					t.Fatal(err)
				}
				return string(rune(n))
			}))
		}
		return found
	},
	"csv": func(t *testing.T, text string) []string {
		var found []string
		for _, row := range rows(t, text)[1:] {
			if row[1] != "" {
				found = append(found, fmt.Sprintf("%s:%s:%s %s", row[4], row[5], row[6], row[1]))
			}
		}
		return found
	},
	"junit": func(t *testing.T, text string) []string {
		var found []string
		for _, suite := range parseJUnit(t, text).Suites {
			for _, c := range suite.Cases {
				if c.Failure != nil {
					found = append(found, regexp.MustCompile(`(.+) at line (\d+), column (\d+)`).ReplaceAllString(c.Name, c.ClassName+":$2:$3 $1"))
				}
			}
		}
		return found
	},
	"json": func(t *testing.T, text string) []string {
		var r jsonReport
		if err := json.Unmarshal([]byte(strings.ReplaceAll(text, `"severity"`, `"other"`)), &r); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, f := range r.Findings {
			found = append(found, fmt.Sprintf("%s:%d:%d %s", f.File, f.Line, f.Column, f.Rule))
		}
		return found
	},
	"sarif": func(t *testing.T, text string) []string {
		var log struct {
			Runs []struct {
				Results []struct {
					RuleID    string
					Locations []struct {
						PhysicalLocation struct {
							ArtifactLocation struct{ URI string }
							Region           struct{ StartLine, StartColumn int }
						}
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, result := range log.Runs[0].Results {
			at := result.Locations[0].PhysicalLocation
			file, err := url.PathUnescape(at.ArtifactLocation.URI)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, fmt.Sprintf("%s:%d:%d %s", file, at.Region.StartLine, at.Region.StartColumn, result.RuleID))
		}
		return found
	},
}

func matches(text, pattern, template string) []string {
	var found []string
	expression := regexp.MustCompile(pattern)
	for _, match := range expression.FindAllStringSubmatchIndex(text, -1) {
		found = append(found, string(expression.ExpandString(nil, template, text, match)))
	}
	return found
}

func unescaped(t *testing.T, text string) string {
	t.Helper()
	text, err := url.PathUnescape(text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func rows(t *testing.T, text string) [][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wideFindings has so many that formats with limits come to them.
func wideFindings(n int) finding.Report {
	r := finding.Report{Rules: []finding.Rule{{ID: "wide-open", Title: "x", Description: "x", Remediation: "x"}}, Sources: map[string][]byte{}, Files: 3}
	for i := range n {
		at := source.Location{Artifact: fmt.Sprintf("dir/a,%d: b.yaml", i%3), Region: source.Region{
			Start: source.Position{Line: i + 1, Column: 3}, End: source.Position{Line: i + 1, Column: 9},
		}}
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "wide-open", Severity: finding.Severity(i % 5), Message: "role A, and others: 100% open", Target: "A", At: at,
		})
	}
	slices.SortFunc(r.Findings, finding.Finding.Compare)
	Fingerprints(&r)
	return r
}

func TestEachFormatReportsTheSameFindings(t *testing.T) {
	r := wideFindings(90)
	var want []string
	for _, f := range r.Findings {
		want = append(want, placeText(f.At)+" "+f.Rule)
	}
	slices.Sort(want)
	for _, format := range Formats() {
		t.Run(format, func(t *testing.T) {
			read, ok := readers[format]
			if !ok {
				t.Fatal("nothing here reads this format")
			}
			got := read(t, write(t, format, r, Options{}))
			slices.Sort(got)
			if diff := cmp.Diff(got, want); diff != "" {
				t.Error("got(-) want(+):\n" + diff)
			}
		})
	}
}

// checks say of a report of forgedReport what must not be in it.
var checks = map[string]func(*testing.T, string){
	"text":    checkPlain,
	"compact": checkPlain,
	"json":    checkPlain,
	"sarif":   checkPlain,
	"html":    checkPage,
	"csv": func(t *testing.T, text string) {
		checkPlain(t, text)
		for _, row := range rows(t, text) {
			if len(row) != 11 {
				t.Errorf("got %d cells, want 11: %q", len(row), row)
			}
			for _, cell := range row {
				if begin := strings.TrimLeft(cell, " "); begin != "" && strings.ContainsAny(begin[:1], "=+-@\t\r") {
					t.Errorf("a formula: %q", cell)
				}
			}
		}
	},
	"junit": func(t *testing.T, text string) {
		checkPlain(t, text)
		parseJUnit(t, text)
	},
	"markdown": func(t *testing.T, text string) {
		checkPlain(t, text)
		known := regexp.MustCompile(`</?code>|^\| severity \| rule \| place \| \||^\|---\|---\|---\|---\||^## iamlint$|^- (note|error): |&#\d+;`)
		for line := range strings.SplitSeq(text, "\n") {
			cells := strings.Count(line, "|")
			if rest := known.ReplaceAllString(line, ""); strings.ContainsAny(rest, "<>`*_[]~#@&\\") || cells != 0 && cells != 5 {
				t.Errorf("markup in %q", line)
			}
		}
	},
	"github": func(t *testing.T, text string) {
		command := regexp.MustCompile(`^::(error|warning|notice) (file=[^:,]+,line=1,endLine=1,col=2,endColumn=5,)?title=[^:,]+::[^\r\n]+$`)
		commands := 0
		for line := range strings.SplitSeq(text, "\n") {
			if !strings.HasPrefix(strings.TrimSpace(line), "::") {
				continue
			}
			if commands++; !command.MatchString(line) {
				t.Errorf("a command that is not ours: %q", line)
			}
			if regexp.MustCompile(`%0[AD]`).MatchString(strings.ReplaceAll(line, "%25", "")) {
				t.Errorf("the runner would decode a line break in %q", line)
			}
		}
		if commands != 2 {
			t.Errorf("got %d commands, want 2: one for the finding and one for the failure:\n%s", commands, text)
		}
		checkPlain(t, regexp.MustCompile(`(?m)^::`).ReplaceAllString(text, ""))
	},
}

func TestForeignTextDoesNoHarmInAnyFormat(t *testing.T) {
	if len(payloads) < 60 {
		t.Fatalf("got %d payloads, want at least 60", len(payloads))
	}
	for _, format := range Formats() {
		check, ok := checks[format]
		if !ok {
			t.Errorf("nothing here looks at what %s does to foreign text", format)
			continue
		}
		for _, payload := range payloads {
			t.Run(fmt.Sprintf("%s/%.20q", format, payload), func(t *testing.T) {
				check(t, write(t, format, forgedReport(payload), Options{Suppressed: true}))
			})
		}
	}
}

func TestGitHubGetsNoMoreThanItShows(t *testing.T) {
	got := write(t, "github", wideFindings(90), Options{})
	for _, level := range []string{"error", "warning", "notice"} {
		if n := strings.Count(got, "\n::"+level+" ") + strings.Count(got[:9], "::"+level); n != maxAnnotations {
			t.Errorf("got %d of %s, want %d", n, level, maxAnnotations)
		}
	}
	if i, j := strings.LastIndex(got, "title=critical%3A"), strings.Index(got, "title=high%3A"); j >= 0 && j < i {
		t.Error("a finding of severity high comes before one that is critical")
	}
	if want := "60 lines not annotated, since GitHub shows 10 of each level\n"; !strings.Contains(got, want) {
		t.Errorf("got %s, want it to say %q", got, want)
	}
}

func TestMarkdownIsCut(t *testing.T) {
	r := wideFindings(20_000)
	got := write(t, "markdown", r, Options{})
	if len(got) > 1<<20 {
		t.Errorf("got %d bytes, want less than 1 MiB", len(got))
	}
	left := matches(got, `(\d+) findings left out`, "$1")
	if len(left) != 1 {
		t.Fatalf("got %q, want it to say how many findings are left out", left)
	}
	if n, err := strconv.Atoi(left[0]); err != nil || n+strings.Count(got, "\n| ")-1 != len(r.Findings) {
		t.Errorf("%s left out and %d listed are not %d", left[0], strings.Count(got, "\n| ")-1, len(r.Findings))
	}
}

// parseJUnit reads a report and checks it against what junit-10.xsd asks of the elements in it: which there are, in which others,
// and with which attributes.
func parseJUnit(t *testing.T, text string) junitSuites {
	t.Helper()
	var suites junitSuites
	if err := xml.Unmarshal([]byte(text), &suites); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	allowed := map[string]string{"testsuites": "", "testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase", "error": "testcase", "system-out": "testsuite"}
	needed := map[string][]string{"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name", "classname"}}
	attributes := map[string][]string{
		"testsuites": {"name", "tests", "failures", "errors"}, "testsuite": {"name", "file", "tests", "failures", "errors"},
		"testcase": {"name", "classname"}, "failure": {"type", "message"}, "error": {"type", "message"},
	}
	var above []string
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			parent := ""
			if len(above) > 0 {
				parent = above[len(above)-1]
			}
			if want, ok := allowed[e.Name.Local]; !ok || want != parent {
				t.Errorf("element %s in %q", e.Name.Local, parent)
			}
			for _, a := range e.Attr {
				if !slices.Contains(attributes[e.Name.Local], a.Name.Local) {
					t.Errorf("attribute %s of %s", a.Name.Local, e.Name.Local)
				}
			}
			for _, name := range needed[e.Name.Local] {
				if !slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name && a.Value != "" }) {
					t.Errorf("%s has no %s", e.Name.Local, name)
				}
			}
			above = append(above, e.Name.Local)
		case xml.EndElement:
			above = above[:len(above)-1]
		}
	}
	checkSums(t, suites)
	return suites
}

func checkSums(t *testing.T, suites junitSuites) {
	t.Helper()
	var tests, failures, faults int
	for _, s := range suites.Suites {
		tests, failures, faults = tests+s.Tests, failures+s.Failures, faults+s.Errors
		if s.Tests != len(s.Cases) {
			t.Errorf("suite %s says that it has %d tests, and has %d", s.Name, s.Tests, len(s.Cases))
		}
	}
	if suites.Tests != tests || suites.Failures != failures || suites.Errors != faults {
		t.Errorf("the sums of the suites are not those of the whole: %+v", suites)
	}
}

func TestFormatsAreDeterministic(t *testing.T) {
	for _, format := range Formats() {
		var first bytes.Buffer
		for range 5 {
			var again bytes.Buffer
			if err := Write(&again, format, sampleReport(t), Options{Suppressed: true}); err != nil {
				t.Fatal(err)
			}
			if first.Len() > 0 && !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Errorf("%s: the second time gives other bytes", format)
			}
			first = again
		}
	}
}
