// Command draw picks findings, or statements of which nothing was found, at random, for people to judge whether
// iamlint is right. The order of what is drawn hangs on the seed and on each thing's own words alone: when rules
// change, what is found as before is drawn as before, and only what is new has to be judged again.
//
// usage: draw [-seed SEED] [-count N] [-clean] REPORT
//
// REPORT is what iamlint check --format json printed, run in the same working directory.
package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "draw: %v\n", err)
		os.Exit(2)
	}
}

// run prints what was drawn, by file and line: file:line, the rule or the target, the message, and the line of the file.
func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("draw", flag.ContinueOnError)
	seed := flags.String("seed", "1", "any `text`; another seed draws others")
	count := flags.Int("count", 200, "how `many` to draw")
	clean := flags.Bool("clean", false, "draw Allow statements in which nothing of medium severity or above was found, in the folder of the findings")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return fmt.Errorf("want one report, have %d arguments", flags.NArg())
	}
	r, err := readReport(flags.Arg(0))
	if err != nil {
		return err
	}
	all := r.grave()
	if *clean {
		if all, err = r.statements(); err != nil {
			return err
		}
	}
	for _, l := range draw(all, *seed, *count) {
		if err := l.print(out); err != nil {
			return err
		}
	}
	return nil
}

// report is the part of a JSON report that is drawn from.
type report struct {
	Findings []found `json:"findings"`
}

type found struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Target   string `json:"target"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
}

func readReport(name string) (report, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return report{}, err
	}
	var r report
	if err := json.Unmarshal(content, &r); err != nil {
		return report{}, fmt.Errorf("read report %s: %w", name, err)
	}
	return r, nil
}

// grave is the findings of medium severity and above.
func (r report) grave() []lot {
	var all []lot
	for _, f := range r.Findings {
		if f.grave() {
			all = append(all, lot{file: f.File, line: f.Line, column: f.Column, name: f.Rule, of: f.Target, text: f.Message})
		}
	}
	return all
}

func (f found) grave() bool {
	return slices.Contains([]string{"medium", "high", "critical"}, f.Severity)
}

// lot is one thing that can be drawn.
type lot struct {
	file         string
	line, column int
	name, of     string // the rule and the target
	text         string
}

// draw takes count lots and sorts them by place. The message has no say in the order, since it is what gets mended.
func draw(all []lot, seed string, count int) []lot {
	ticket := map[lot]string{}
	for _, l := range all {
		sum := sha256.Sum256([]byte(strings.Join([]string{seed, path.Base(l.file), fmt.Sprint(l.line, l.column), l.name, l.of}, "\x00")))
		ticket[l] = string(sum[:])
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b lot) int { return cmp.Or(cmp.Compare(ticket[a], ticket[b]), a.compare(b)) })
	all = all[:min(count, len(all))]
	slices.SortFunc(all, lot.compare)
	return all
}

func (l lot) compare(m lot) int {
	return cmp.Or(cmp.Compare(l.file, m.file), cmp.Compare(l.line, m.line), cmp.Compare(l.column, m.column),
		cmp.Compare(l.name, m.name), cmp.Compare(l.of, m.of), cmp.Compare(l.text, m.text))
}

// print prints the lot with its line of the file.
func (l lot) print(out io.Writer) error {
	content, err := os.ReadFile(l.file)
	if err != nil {
		return err
	}
	lines := strings.Split(string(content), "\n")
	excerpt := ""
	if l.line >= 1 && l.line <= len(lines) {
		excerpt = strings.TrimSpace(lines[l.line-1])
	}
	_, err = fmt.Fprintf(out, "%s:%d\t%s\t%s\t%s\t%s\n", l.file, l.line, l.name, l.of, l.text, excerpt)
	return err
}
