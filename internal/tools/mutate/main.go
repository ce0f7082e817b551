// Command mutate breaks rules on purpose, one small change at a time, and tells which changes no test and no
// example of the rule notices: a condition that can be left out without notice is one that nobody has tested.
//
// usage: mutate [NAME...], in the root of the repository
//
// A name is that of a rule, by id or folder, or of a library, as lib/trust. Without names every rule is broken.
package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"

	"github.com/iamlint/iamlint/internal/parallel"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code, err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "mutate: %v\n", err)
		code = 2
	}
	os.Exit(code)
}

// least is how many percent of the mutants must be killed.
const least = 95

// reviewed has the mutants that change nothing, with the reason.
const reviewed = "internal/tools/mutate/reviewed.txt"

// run exits with 1 when fewer mutants are killed than asked for.
func run(ctx context.Context, names []string, out io.Writer) (int, error) {
	start := time.Now()
	subjects, err := readSubjects(os.DirFS("rules"), names)
	if err != nil {
		return 0, err
	}
	known, err := readReviewed()
	if err != nil {
		return 0, err
	}
	results := make([]result, len(subjects))
	faults := make([]error, len(subjects))
	parallel.Each(len(subjects), func(i int) {
		if faults[i] = ctx.Err(); faults[i] == nil {
			results[i], faults[i] = subjects[i].judge(ctx, known)
		}
	})
	if err := cmp.Or(faults...); err != nil {
		return 0, err
	}
	return report(out, results, time.Since(start)), nil
}

// result is what came of the mutants of one file.
type result struct {
	killed, equivalent int
	survivors          []mutant
}

// report lists the survivors and gives the rate, without the mutants that are known to change nothing.
func report(out io.Writer, results []result, took time.Duration) int {
	var all result
	for _, r := range results {
		all.killed += r.killed
		all.equivalent += r.equivalent
		all.survivors = append(all.survivors, r.survivors...)
	}
	slices.SortFunc(all.survivors, mutant.compare)
	for _, m := range all.survivors {
		fmt.Fprintf(out, "%s:%d: survived: %s: %s\n", m.path, m.line, m.change, m.text)
	}
	total := all.killed + len(all.survivors)
	rate := 100.0
	if total > 0 {
		rate = 100 * float64(all.killed) / float64(total)
	}
	fmt.Fprintf(out, "%d of %d mutants killed (%.1f%%, want %d%%), %d more change nothing; %d files in %.1fs\n",
		all.killed, total, rate, least, all.equivalent, len(results), took.Seconds())
	if rate < least {
		return 1
	}
	return 0
}
