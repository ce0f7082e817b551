package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/iamlint/iamlint/internal/node"
)

func TestAnAimSaysWhatIsMissed(t *testing.T) {
	to := aim{wall: 30 * time.Millisecond, memory: 40, files: 1500, reading: 3}
	if got, want := to.String(), "30ms, 40 MB, 1500 files/s, 3 times reading"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, c := range []struct {
		name           string
		got            cost
		files, reading float64
		want           string
	}{
		{"all reached", cost{wall: 30 * time.Millisecond, memory: 40 << 20}, 1500, 3, ""},
		{"too slow", cost{wall: 31 * time.Millisecond, memory: 40 << 20}, 1500, 3, "time"},
		{"too large, too few, too much", cost{memory: 41 << 20}, 1499, 3.1, "memory, files/s, reading"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := to.missed(c.got, c.files, c.reading); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := (aim{}).missed(cost{wall: time.Hour, memory: 1 << 40}, 0, 100); got != "" {
		t.Errorf("got %q missed of no aim", got)
	}
}

// TestWhatIsMeasuredCanBeRead keeps a broken input from being fast.
func TestWhatIsMeasuredCanBeRead(t *testing.T) {
	b := &bench{folder: t.TempDir()}
	rows, err := b.rows()
	if err != nil {
		t.Fatal(err)
	}
	var inputs []string
	for _, r := range rows {
		if r.input != "" {
			inputs = append(inputs, r.input)
		}
	}
	account, err := b.file("account.json", account(12))
	if err != nil {
		t.Fatal(err)
	}
	for _, input := range append(inputs, account) {
		content, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		if len(content) > 5_000_000 {
			t.Errorf("%s: got %d bytes, want no more than a run reads", filepath.Base(input), len(content))
		}
		root, err := node.Parse(input, content)
		if err != nil || root.Kind != node.Map {
			t.Errorf("%s: got error %v, want a map", filepath.Base(input), err)
		}
	}
}

func TestAPlotHasALineForEachThingThatGrows(t *testing.T) {
	b := &bench{}
	all := b.growing([]string{"a", "b"})
	for i := range all {
		for range all[i].at {
			all[i].seconds = append(all[i].seconds, 1)
		}
	}
	drawn := plot(all)
	for _, s := range all {
		if !strings.Contains(drawn, ">"+s.name+"<") || !strings.Contains(drawn, s.color) {
			t.Errorf("the plot lacks %s", s.name)
		}
	}
}
