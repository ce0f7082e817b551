package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"strings"
)

// series is how the CPU time of a run grows with something.
type series struct {
	name, color string
	at          []int
	seconds     []float64
	input       func(n int) (args []string, err error) // makes what is read, and gives the arguments of the run
}

// growing are the things that grow.
func (b *bench) growing(ids []string) []series {
	check := func(folder string, err error, more ...string) ([]string, error) {
		return append([]string{"check", "--no-config", "--format", "sarif", folder}, more...), err
	}
	return []series{
		{name: "files of 4 statements", color: "#1f6feb", at: []int{1, 10, 100, 1000, 10_000}, input: func(n int) ([]string, error) {
			folder, err := b.write(fmt.Sprintf("files-%d", n), n, 1, 4)
			return check(folder, err)
		}},
		{name: "statements of one policy", color: "#d1242f", at: []int{1, 10, 100, 1000, 10_000, 20_000}, input: func(n int) ([]string, error) {
			file, err := b.file(fmt.Sprintf("statements-%d.json", n), document(n, "\n"))
			return check(file, err)
		}},
		{name: "rules, on 100 files", color: "#2da44e", at: []int{1, 10, 50, 100, 200, len(ids)}, input: func(n int) ([]string, error) {
			folder, err := b.write("rules", 100, 1, 4)
			return check(folder, err, "--disable", "all", "--enable", strings.Join(ids[:min(n, len(ids))], ","))
		}},
		{name: "rules of one's own, on 100 files", color: "#8250df", at: []int{1, 10, 100, 300}, input: func(n int) ([]string, error) {
			own, err := b.own(n)
			if err != nil {
				return nil, err
			}
			folder, err := b.write("rules", 100, 1, 4)
			var names []string
			for i := range n {
				names = append(names, fmt.Sprintf("own-%d", i))
			}
			return check(folder, err, "--rules", own, "--disable", "all", "--enable", strings.Join(names, ","))
		}},
		{name: "principals of an account", color: "#bf8700", at: []int{1, 10, 100, 1000, 10_000}, input: func(n int) ([]string, error) {
			file, err := b.file(fmt.Sprintf("account-%d.json", n), account(n))
			return []string{"audit", "--no-config", "--format", "json", "--from", file}, err
		}},
	}
}

// growth measures what grows, each from 1 up, prints it, and plots it.
func (b *bench) growth(ctx context.Context, file string) error {
	ids, err := b.rules(ctx)
	if err != nil {
		return err
	}
	all := b.growing(ids)
	fmt.Fprint(b.out, "\n| grows | by | wall | CPU | memory |\n|---|---|---|---|---|\n")
	for i := range all {
		s := &all[i]
		for _, n := range s.at {
			args, err := s.input(n)
			if err != nil {
				return err
			}
			got, err := b.measure(ctx, b.binary, args...)
			if err != nil {
				return err
			}
			s.seconds = append(s.seconds, got.cpu.Seconds())
			fmt.Fprintf(b.out, "| %s | %d | %.3f s | %.3f s | %d MB |\n", s.name, n, got.wall.Seconds(), got.cpu.Seconds(), got.memory>>20)
		}
	}
	return os.WriteFile(file, []byte(plot(all)), 0o644)
}

// rules lists the ids of all rules: the first word of each line that "iamlint rules" prints.
func (b *bench) rules(ctx context.Context) ([]string, error) {
	out, err := exec.CommandContext(ctx, b.binary, "rules").Output()
	if err != nil {
		return nil, fmt.Errorf("list the rules: %w", err)
	}
	var ids []string
	for line := range strings.Lines(string(out)) {
		if fields := strings.Fields(line); len(fields) > 1 && strings.ToLower(fields[0]) == fields[0] {
			ids = append(ids, fields[0])
		}
	}
	return ids, nil
}

const (
	width, height = 720, 440
	margin        = 60
	mostDecades   = 4.4  // of the axis to the right: 25,000
	leastSeconds  = -2.5 // and upwards, as powers of ten
	mostSeconds   = 2.0
)

// plot draws all series on logarithmic axes, where what grows in proportion is a line at one slope.
func plot(all []series) string {
	x := func(n float64) float64 { return margin + math.Log10(n)/mostDecades*(width-2*margin) }
	y := func(s float64) float64 {
		return height - margin - (math.Log10(s)-leastSeconds)/(mostSeconds-leastSeconds)*(height-2*margin)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n", width, height)
	fmt.Fprintf(&b, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height)
	for decade := range 5 {
		n := math.Pow10(decade)
		fmt.Fprintf(&b, "<path d=\"M%.0f %d V%d\" stroke=\"#ddd\"/><text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", x(n), margin, height-margin, x(n), height-margin+20, n)
	}
	for decade := -2; decade <= 2; decade++ {
		s := math.Pow10(decade)
		fmt.Fprintf(&b, "<path d=\"M%d %.0f H%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%g s</text>\n", margin, y(s), width-margin, margin-6, y(s)+4, s)
	}
	for i, line := range all {
		var path strings.Builder
		for j, n := range line.at {
			fmt.Fprintf(&path, "%c%.1f %.1f ", "ML"[min(j, 1)], x(float64(n)), y(math.Max(line.seconds[j], 0.004)))
		}
		fmt.Fprintf(&b, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", strings.TrimSpace(path.String()), line.color)
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n", margin+10, margin+18*i, line.color, line.name)
	}
	fmt.Fprintf(&b, "<text x=\"%d\" y=\"24\">CPU time of a whole run, all rules that are on by default unless said otherwise</text>\n</svg>\n", margin)
	return b.String()
}
