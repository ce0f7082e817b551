package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/source"
)

func writeAnswersText(w io.Writer, answers []answer, sources map[string][]byte) error {
	for i, a := range answers {
		if i > 0 {
			fmt.Fprintln(w)
		}
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
			d.write(w, sources)
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

func (d decisive) write(w io.Writer, sources map[string][]byte) {
	fmt.Fprintf(w, "  %s: %s in %s (%s)\n", d.At.Place(), d.Effect, printable(d.Document), d.Layer)
	if line := lineAt(sources, d.At); line != "" {
		fmt.Fprintf(w, "    | %s\n", printable(line))
	}
	if d.Resources != "" {
		fmt.Fprintf(w, "    on %s\n", printable(d.Resources))
	}
	for _, condition := range d.If {
		fmt.Fprintf(w, "    if %s\n", printable(condition))
	}
}

// lineAt is the line that a place is in, without the space around it; a long one is cut.
func lineAt(sources map[string][]byte, at source.Location) string {
	lines := strings.Split(string(sources[at.Artifact]), "\n")
	n := at.Region.Start.Line
	if n < 1 || n > len(lines) {
		return ""
	}
	line := []rune(strings.TrimSpace(lines[n-1]))
	const most = 120
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

func writeAnswersJSON(w io.Writer, answers []answer, sources map[string][]byte) error {
	out := jsonAnswers{Version: listVersion, Catalogue: catalog.Date(), Answers: []jsonAnswer{}}
	for _, a := range answers {
		target := a.person.principal.Target
		row := jsonAnswer{
			Principal: target.Name, Kind: string(target.Kind), Place: spot(sources, target.At), Resource: a.question.resource,
			Answer: answerWords[a.Answer], Why: append([]string{}, a.Why...), Statements: []jsonDecisive{},
		}
		for _, d := range a.Decisive {
			row.Statements = append(row.Statements, jsonDecisive{d.Effect, d.Layer, d.Document, spot(sources, d.At), d.Resources, append([]string{}, d.If...)})
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

func spot(sources map[string][]byte, at source.Location) jsonSpot {
	return jsonSpot{at.Artifact, at.Region.Start.Line, at.Region.Start.Column, lineAt(sources, at)}
}
