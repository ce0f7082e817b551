package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/iamlint/iamlint/internal/finding"
)

// The elements of JUnit's reports, as far as Jenkins, GitLab and others agree on them
// (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd).
type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	File     string      `xml:"file,attr,omitempty"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
	Output   string      `xml:"system-out,omitempty"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	Failure   *junitFailure `xml:"failure"`
	Error     *junitFailure `xml:"error"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes a test suite for each artifact with findings, whose failures they are, and one for the run itself, whose
// errors are what was not done and whose output has the other notices.
func writeJUnit(w io.Writer, r finding.Report, _ Options) error {
	out := junitSuites{Name: "iamlint", Suites: []junitSuite{runSuite(r)}}
	for _, f := range r.Findings {
		file := safe(f.At.Artifact)
		if last := out.Suites[len(out.Suites)-1]; len(out.Suites) == 1 || last.Name != file {
			out.Suites = append(out.Suites, junitSuite{Name: file, File: file})
		}
		last := &out.Suites[len(out.Suites)-1]
		last.Cases = append(last.Cases, findingCase(f))
		last.Failures++
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		s.Tests = len(s.Cases)
		out.Tests += s.Tests
		out.Failures += s.Failures
		out.Errors += s.Errors
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

func findingCase(f finding.Finding) junitCase {
	start := f.At.Region.Start
	return junitCase{
		Name: fmt.Sprintf("%s at line %d, column %d", safe(f.Rule), start.Line, start.Column), ClassName: safe(f.At.Artifact),
		Failure: &junitFailure{Type: f.Severity.String(), Message: safe(f.Message), Text: compactFinding(f)},
	}
}

// runSuite has a test that passes when all was done, since some readers take a report without tests for a broken one.
func runSuite(r finding.Report) junitSuite {
	s := junitSuite{Name: "iamlint"}
	var output bytes.Buffer
	for _, n := range r.Notices {
		if !n.Failure {
			fmt.Fprintln(&output, compactNotice(n))
			continue
		}
		s.Errors++
		s.Cases = append(s.Cases, junitCase{Name: "read " + placeText(n.At), ClassName: "iamlint", Error: &junitFailure{
			Type: "error", Message: safe(n.Message), Text: compactNotice(n),
		}})
	}
	if s.Errors == 0 {
		s.Cases = append(s.Cases, junitCase{Name: "everything was read", ClassName: "iamlint"})
	}
	fmt.Fprintln(&output, summaryLine(r))
	s.Output = output.String()
	return s
}
