// Bench measures whole runs of iamlint, as users have them: it makes templates, runs the program over them some times,
// and prints the table of docs/performance.md, with ratios to reading alone and to another build.
//
//	go run ./internal/tools/bench [-against BINARY] [-corpus DIR] [-account FILE] [-plot FILE.svg] BINARY
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
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/iamlint/iamlint/internal/node"
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
	times   int
}

func run(ctx context.Context, args []string, out io.Writer) error {
	b := &bench{out: out}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&b.against, "against", "", "compare with this binary, such as the last release")
	flags.StringVar(&b.corpus, "corpus", "", "also run over this folder of templates")
	flags.StringVar(&b.account, "account", "", "also audit the account that this file has")
	flags.IntVar(&b.times, "times", 5, "how often each run is made")
	plot := flags.String("plot", "", "measure how the cost grows, and write the plot to this file")
	if err := flags.Parse(args); err != nil {
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

func (b *bench) measure(ctx context.Context, binary string, times int, args ...string) (cost, error) {
	var all []cost
	for range times {
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
		all = append(all, cost{wall, command.ProcessState.UserTime() + command.ProcessState.SystemTime(), used.Maxrss << 10})
	}
	slices.SortFunc(all, func(x, y cost) int { return cmp.Compare(x.cpu, y.cpu) })
	return all[len(all)/2], nil
}

// table measures what users do.
func (b *bench) table(ctx context.Context) error {
	small, err := b.write("small", 1, 1, 3)
	if err != nil {
		return err
	}
	medium, err := b.write("medium", 1, 6, 4)
	if err != nil {
		return err
	}
	large, err := b.write("large", 1, 500, 4)
	if err != nil {
		return err
	}
	rows := []struct {
		name, folder string
		args         []string
	}{
		{"`--help`", "", []string{"--help"}},
		{"one small template", small, []string{"check", "--no-config", small}},
		{"6 roles", medium, []string{"check", "--no-config", medium}},
		{"500 roles, 2,000 statements", large, []string{"check", "--no-config", large}},
		{"a folder of templates, SARIF", b.corpus, []string{"check", "--no-config", "--format", "sarif", b.corpus}},
		{"an account from file", b.account, []string{"audit", "--no-config", "--format", "json", "--from", b.account}},
		{"who can become whom in it", b.account, []string{"graph", "--format", "dot", b.account}},
	}
	fmt.Fprintln(b.out, "| what | wall | CPU | memory | to reading alone | to the other build |\n|---|---|---|---|---|---|")
	for _, row := range rows {
		if row.args[0] != "--help" && row.folder == "" {
			continue
		}
		line, err := b.row(ctx, row.folder, row.args)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.out, "| %s | %s |\n", row.name, line)
	}
	return nil
}

// row measures one kind of run, by this build and the other, if there is one.
func (b *bench) row(ctx context.Context, folder string, args []string) (string, error) {
	got, err := b.measure(ctx, b.binary, b.times, args...)
	if err != nil {
		return "", err
	}
	other := "-"
	if b.against != "" {
		than, fault := b.measure(ctx, b.against, b.times, args...)
		if fault != nil {
			return "", fault
		}
		other = fmt.Sprintf("%.2f", got.cpu.Seconds()/than.cpu.Seconds())
	}
	alone, err := reading(folder, got)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d ms | %d ms | %d MB | %s | %s",
		got.wall.Milliseconds(), got.cpu.Milliseconds(), got.memory>>20, alone, other), nil
}

// reading tells how much more a run costs than parsing the same files to nodes, in this process.
func reading(folder string, than cost) (string, error) {
	if folder == "" {
		return "-", nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		files = []string{folder} // a file by itself
	}
	var begin, end syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &begin); err != nil {
		return "", err
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		_, _ = node.Parse(file, content) // what is malformed costs time, too
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &end); err != nil {
		return "", err
	}
	alone := end.Utime.Nano() + end.Stime.Nano() - begin.Utime.Nano() - begin.Stime.Nano()
	return fmt.Sprintf("%.1f", float64(than.cpu)/float64(max(1, alone))), nil
}
