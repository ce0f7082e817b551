// Bench measures whole runs of iamlint, as users have them: it makes templates, policies and accounts, runs the program
// over them some times, and prints the tables of docs/performance.md: what is aimed at, what it is, the ratios to reading
// alone and to another build, and how the cost grows.
//
//	go run ./internal/tools/bench [-against BINARY] [-corpus DIR] [-account FILE] [-plot FILE.svg] BINARY
//
// What it reads itself, it reads in a process of its own: Linux counts as the peak of a program the memory of the one that
// started it, too, which is why this one has to stay small.
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type bench struct {
	out     io.Writer
	folder  string
	binary  string
	against string // "" for none
	corpus  string // likewise
	account string // likewise
}

func run(ctx context.Context, args []string, out io.Writer) error {
	b := &bench{out: out}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&b.against, "against", "", "compare with this binary, such as the last release")
	flags.StringVar(&b.corpus, "corpus", "", "also run over this folder of templates")
	flags.StringVar(&b.account, "account", "", "also audit the account that this file has")
	plot := flags.String("plot", "", "measure how the cost grows, and write the plot to this file")
	alone := flags.String("reading", "", "print what reading this file or folder alone costs, in nanoseconds of CPU time, and nothing else")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *alone != "" {
		took, err := reading(*alone)
		fmt.Fprintln(out, took.Nanoseconds())
		return err
	}
	b.binary = flags.Arg(0)
	if b.binary == "" {
		return errors.New("want the binary to measure")
	}
	var err error
	if b.folder, err = os.MkdirTemp("", "bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.folder) //nolint:errcheck // it is temporary
	if err := b.table(ctx); err != nil {
		return err
	}
	if *plot == "" {
		return nil
	}
	return b.growth(ctx, *plot)
}

// cost is the median of some runs.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes at the peak
}

// One kind of run is repeated so often, or so long.
const (
	times  = 5
	enough = 20 * time.Second
)

func (b *bench) measure(ctx context.Context, binary string, args ...string) (cost, error) {
	var all []cost
	for begin := time.Now(); len(all) == 0 || len(all) < times && time.Since(begin) < enough; {
		one, err := once(ctx, binary, args)
		if err != nil {
			return cost{}, err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(x, y cost) int { return cmp.Compare(x.cpu, y.cpu) })
	return all[(len(all)-1)/2], nil
}

func once(ctx context.Context, binary string, args []string) (cost, error) {
	command := exec.CommandContext(ctx, binary, args...)
	var said bytes.Buffer
	command.Stderr = &said
	begin := time.Now()
	err := command.Run()
	wall := time.Since(begin)
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() > 2) {
		return cost{}, fmt.Errorf("run %s: %w: %s", binary, err, said.String())
	}
	used := command.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{wall, command.ProcessState.UserTime() + command.ProcessState.SystemTime(), used.Maxrss << 10}, nil
}
