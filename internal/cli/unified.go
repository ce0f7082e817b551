package cli

import (
	"bytes"
	"fmt"
	"strings"
)

// around is how many lines a unified diff shows before and after a change.
const around = 3

// change is one line of a diff: kept ' ', taken away '-' or added '+'.
type change struct {
	kind byte
	text string
}

// unified is the unified diff between two texts of which the second is the first with insertions.
func unified(name, from, to string) []byte {
	changes := compareLines(strings.SplitAfter(from, "\n"), strings.SplitAfter(to, "\n"))
	var b bytes.Buffer
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", printable(name), printable(name))
	for start := 0; start < len(changes); {
		first := start
		for first < len(changes) && changes[first].kind == ' ' {
			first++
		}
		if first == len(changes) {
			break
		}
		last := first // of the changes that are near one another
		for i := first; i < len(changes) && i <= last+2*around; i++ {
			if changes[i].kind != ' ' {
				last = i
			}
		}
		begin, end := max(start, first-around), min(len(changes), last+around+1)
		writeHunk(&b, changes, begin, end)
		start = end
	}
	return b.Bytes()
}

// compareLines goes through both texts. A line that is not in the second one next is searched further on, and what is before it
// is new; one that is not found is replaced.
func compareLines(from, to []string) []change {
	var changes []change
	j := 0
	for _, line := range from {
		k := j
		for k < len(to) && to[k] != line {
			k++
		}
		if k == len(to) {
			changes = append(changes, change{'-', line})
			if j < len(to) {
				changes = append(changes, change{'+', to[j]})
				j++
			}
			continue
		}
		for ; j < k; j++ {
			changes = append(changes, change{'+', to[j]})
		}
		changes = append(changes, change{' ', line})
		j++
	}
	for ; j < len(to); j++ {
		changes = append(changes, change{'+', to[j]})
	}
	return changes
}

func writeHunk(b *bytes.Buffer, changes []change, begin, end int) {
	count := func(list []change, kind byte) (n int) {
		for _, c := range list {
			if c.text != "" && (c.kind == ' ' || c.kind == kind) {
				n++
			}
		}
		return n
	}
	hunk := changes[begin:end]
	fmt.Fprintf(b, "@@ -%d,%d +%d,%d @@\n", count(changes[:begin], '-')+1, count(hunk, '-'), count(changes[:begin], '+')+1, count(hunk, '+'))
	for _, c := range hunk {
		if c.text == "" {
			continue // what is behind the last line's end
		}
		fmt.Fprintf(b, "%c%s\n", c.kind, printable(strings.TrimRight(c.text, "\r\n")))
		if !strings.HasSuffix(c.text, "\n") {
			b.WriteString("\\ No newline at end of file\n")
		}
	}
}
