package cli

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/source"
)

// answerFormats are the formats in which answers are written.
var answerFormats = map[string]func(io.Writer, iter.Seq[answer], sourceLines) error{"json": writeAnswersJSON, "text": writeAnswersText}

func writeAnswersText(w io.Writer, answers iter.Seq[answer], read sourceLines) error {
	between := ""
	for a := range answers {
		fmt.Fprint(w, between)
		between = "\n"
		target := a.person.principal.Target
		if a.what != nil {
			fmt.Fprintf(w, "%s %s can do\n", target.Kind, printable(target.Name))
			if err := a.what.write(w); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s: %s %s, %s%s\n", a.Answer, target.Kind, printable(target.Name), a.question.action.Name(), onResource(a.question.resource))
		for _, why := range a.Why {
			fmt.Fprintf(w, "  %s\n", printable(why))
		}
		for _, d := range a.Decisive {
			d.write(w, read)
		}
	}
	return nil
}

func onResource(resource string) string {
	if resource == "" {
		return ""
	}
	return " on " + printable(resource)
}

func (d decisive) write(w io.Writer, read sourceLines) {
	fmt.Fprintf(w, "  %s: %s in %s (%s)\n", d.At.Place(), d.Effect, printable(d.Document), d.Layer)
	if line := read.line(d.At); line != "" {
		fmt.Fprintf(w, "    | %s\n", printable(line))
	}
	if d.Resources != "" {
		fmt.Fprintf(w, "    on %s\n", printable(d.Resources))
	}
	for _, condition := range d.If {
		fmt.Fprintf(w, "    if %s\n", printable(condition))
	}
}

// sourceLines are the artifacts that were read, line by line.
type sourceLines struct {
	sources map[string][]byte
	starts  map[string][]int // of lines, of those that were asked for
}

func newSourceLines(sources map[string][]byte) sourceLines {
	return sourceLines{sources, map[string][]int{}}
}

// line is the line that a place is in, without the space around it; a long one is cut.
func (t sourceLines) line(at source.Location) string {
	content := t.sources[at.Artifact]
	starts, known := t.starts[at.Artifact]
	if !known {
		starts = source.LineStarts(string(content))
		t.starts[at.Artifact] = starts
	}
	n := at.Region.Start.Line
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(content)
	if n < len(starts) {
		end = starts[n]
	}
	const most = 120
	text := bytes.TrimSpace(content[starts[n-1]:end])
	line := []rune(string(text[:min(len(text), most*utf8.UTFMax+1)])) // a file may be one line of megabytes
	if len(line) > most {
		return string(line[:most]) + "…"
	}
	return string(line)
}

type jsonAnswers struct {
	Version   int          `json:"version"`
	Catalogue string       `json:"catalogue"`
	Answers   []jsonAnswer `json:"answers"`
}

type jsonAnswer struct {
	Principal  string           `json:"principal"`
	Kind       string           `json:"kind"`
	Place      jsonSpot         `json:"place"`
	Action     string           `json:"action,omitempty"`
	Resource   string           `json:"resource,omitempty"`
	Answer     string           `json:"answer,omitempty"` // yes, no, only-if or unknown
	Why        []string         `json:"why"`
	Statements []jsonDecisive   `json:"statements"`
	Services   []jsonServiceSum `json:"services,omitempty"` // of --what
}

type jsonSpot struct {
	Artifact string `json:"artifact"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Text     string `json:"text,omitempty"` // of the line
}

type jsonDecisive struct {
	Effect    string   `json:"effect"`
	Layer     string   `json:"layer"`
	Document  string   `json:"document"`
	Place     jsonSpot `json:"place"`
	Resources string   `json:"resources,omitempty"`
	If        []string `json:"if"`
}

// answerWords are the answers as programs see them.
var answerWords = map[string]string{yesAnswer: "yes", noAnswer: "no", onlyIf: "only-if", notKnown: "unknown"}

func writeAnswersJSON(w io.Writer, answers iter.Seq[answer], read sourceLines) error {
	out := jsonAnswers{Version: listVersion, Catalogue: catalog.Date(), Answers: []jsonAnswer{}}
	for a := range answers {
		target := a.person.principal.Target
		row := jsonAnswer{
			Principal: target.Name, Kind: string(target.Kind), Place: read.spot(target.At), Resource: a.question.resource,
			Answer: answerWords[a.Answer], Why: append([]string{}, a.Why...), Statements: []jsonDecisive{},
		}
		for _, d := range a.Decisive {
			row.Statements = append(row.Statements, jsonDecisive{d.Effect, d.Layer, d.Document, read.spot(d.At), d.Resources, append([]string{}, d.If...)})
		}
		if a.what != nil {
			row.Services, row.Why = a.what.json(), append([]string{}, a.what.limits...)
		} else {
			row.Action = a.question.action.Name()
		}
		out.Answers = append(out.Answers, row)
	}
	return writeIndented(w, out)
}

func (t sourceLines) spot(at source.Location) jsonSpot {
	return jsonSpot{at.Artifact, at.Region.Start.Line, at.Region.Start.Column, t.line(at)}
}
