package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/iamlint/iamlint/internal/node"
)

// row is one kind of run.
type row struct {
	name  string
	input string // what is read, a file or a folder; "" for nothing
	args  []string
	files int // 0 where their number is of no interest
	aim   aim
}

// aim is what is aimed at. What is zero is not.
type aim struct {
	wall    time.Duration
	memory  int64   // MB
	files   float64 // a second
	reading float64 // CPU time, as a multiple of that of reading alone
}

func (a aim) String() string {
	var parts []string
	add := func(wanted bool, format string, value any) {
		if wanted {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	add(a.wall > 0, "%v", a.wall)
	add(a.memory > 0, "%d MB", a.memory)
	add(a.files > 0, "%.0f files/s", a.files)
	add(a.reading > 0, "%.0f times reading", a.reading)
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, ", ")
}

// missed says what of an aim is not reached, "" when all is.
func (a aim) missed(got cost, files, reading float64) string {
	var parts []string
	add := func(missed bool, what string) {
		if missed {
			parts = append(parts, what)
		}
	}
	add(a.wall > 0 && got.wall > a.wall, "time")
	add(a.memory > 0 && got.memory>>20 > a.memory, "memory")
	add(a.files > 0 && files < a.files, "files/s")
	add(a.reading > 0 && reading > a.reading, "reading")
	return strings.Join(parts, ", ")
}

// rows are what users do, and what nobody should be harmed by.
func (b *bench) rows() ([]row, error) {
	var made []row
	var errs []error
	add := func(name, input string, err error, to aim, args ...string) {
		errs = append(errs, err)
		made = append(made, row{name: name, input: input, args: args, aim: to})
	}
	check := func(name, file, content string, to aim) {
		input, err := b.file(file, content)
		add(name, input, err, to, "check", "--no-config", input)
	}
	cold := aim{wall: 30 * time.Millisecond, memory: 40}
	add("`--help`", "", nil, aim{wall: 10 * time.Millisecond}, "--help")
	check("one small template", "small.yaml", template(0, 1, 3), cold)
	check("one in which nothing is found", "sound.yaml", sound, cold)
	medium := medium()
	check(fmt.Sprintf("%d lines, 6 roles, 8 policies", strings.Count(medium, "\n")), "medium.yaml", medium, aim{wall: 40 * time.Millisecond})
	check("500 roles, 2,000 statements", "large.yaml", template(0, 500, 4), aim{wall: 200 * time.Millisecond, memory: 120})
	huge := aim{wall: 2 * time.Second, memory: 300}
	roles := template(0, 5000, 1)
	check(fmt.Sprintf("5,000 roles in %.1f MB", float64(len(roles))/1e6), "roles.yaml", roles, huge)
	check("20,000 statements of a policy, on many lines", "lines.json", document(20_000, "\n"), huge)
	check("20,000 statements of a policy, on one line", "line.json", document(20_000, ""), huge)
	if b.corpus != "" {
		field, err := fileCount(b.corpus)
		add(fmt.Sprintf("%d templates of the field, SARIF", field), b.corpus, err, aim{files: 1500, reading: 3}, "check", "--no-config", "--format", "sarif", b.corpus)
		made[len(made)-1].files = field
	}
	if b.account != "" {
		add("an account from file", b.account, nil, aim{}, "audit", "--no-config", "--format", "json", "--from", b.account)
		add("who can become whom in it (`graph`)", b.account, nil, aim{}, "graph", "--format", "dot", b.account)
	}
	return made, errors.Join(errs...)
}

// table measures all rows.
func (b *bench) table(ctx context.Context) error {
	rows, err := b.rows()
	if err != nil {
		return err
	}
	fmt.Fprintln(b.out, "| what | aim | wall | CPU | memory | files/s | CPU to reading alone | CPU to the other build | missed |\n|---|---|---|---|---|---|---|---|---|")
	for _, r := range rows {
		if err := b.row(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// row measures one kind of run, by this build and the other, if there is one.
func (b *bench) row(ctx context.Context, r row) error {
	got, err := b.measure(ctx, b.binary, r.args...)
	if err != nil {
		return err
	}
	other := "-"
	if b.against != "" {
		than, fault := b.measure(ctx, b.against, r.args...)
		if fault != nil {
			return fault
		}
		other = fmt.Sprintf("%.2f", got.cpu.Seconds()/than.cpu.Seconds())
	}
	alone, err := readingApart(ctx, r.input)
	if err != nil {
		return err
	}
	ratio, multiple := 0.0, "-"
	if alone > 0 {
		ratio = float64(got.cpu) / float64(alone)
		multiple = fmt.Sprintf("%.1f", ratio)
	}
	speed, files := float64(r.files)/got.wall.Seconds(), "-"
	if r.files > 0 {
		files = fmt.Sprintf("%.0f", speed)
	}
	missed := r.aim.missed(got, speed, ratio)
	fmt.Fprintf(b.out, "| %s | %s | %d ms | %d ms | %d MB | %s | %s | %s | %s |\n", r.name, r.aim,
		got.wall.Milliseconds(), got.cpu.Milliseconds(), got.memory>>20, files, multiple, other, missed)
	return nil
}

func fileCount(folder string) (int, error) {
	n := 0
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			n++
		}
		return err
	})
	return n, err
}

// readingApart is the CPU time that another process takes to parse a file, or those of a folder, to nodes. It is 0 for nothing
// to read.
func readingApart(ctx context.Context, input string) (time.Duration, error) {
	if input == "" {
		return 0, nil
	}
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	said, err := exec.CommandContext(ctx, self, "-reading", input).Output()
	if err != nil {
		return 0, fmt.Errorf("read %s alone: %w", input, err)
	}
	took, err := strconv.ParseInt(strings.TrimSpace(string(said)), 10, 64)
	return time.Duration(took), err
}

// reading is the CPU time of parsing a file, or those of a folder, to nodes in this process: the least of three.
func reading(input string) (time.Duration, error) {
	least := time.Duration(0)
	for range 3 {
		begin, err := spent()
		if err != nil {
			return 0, err
		}
		err = filepath.WalkDir(input, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			content, err := os.ReadFile(name)
			_, _ = node.Parse(name, content) // what is malformed costs time, too
			return err
		})
		if err != nil {
			return 0, err
		}
		end, err := spent()
		if err != nil {
			return 0, err
		}
		if took := end - begin; least == 0 || took < least {
			least = took
		}
	}
	return least, nil
}

// spent is the CPU time of this process.
func spent() (time.Duration, error) {
	var used syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), err
}
