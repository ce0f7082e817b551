package main

import (
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

func lots(lines ...int) []lot {
	var all []lot
	for _, line := range lines {
		all = append(all, lot{file: "a/b.yaml", line: line, name: "rule", text: "message"})
	}
	return all
}

func TestWhatIsDrawnStaysDrawnWhenOtherThingsGo(t *testing.T) {
	all := lots(1, 2, 3, 4, 5, 6, 7, 8, 9)
	first := draw(all, "seed", 4)
	if len(first) != 4 || !slices.IsSortedFunc(first, lot.compare) {
		t.Fatalf("got %v, want four lots by line", first)
	}
	gone := first[0]
	second := draw(slices.DeleteFunc(slices.Clone(all), func(l lot) bool { return l == gone }), "seed", 4)
	for _, l := range first[1:] {
		if !slices.Contains(second, l) {
			t.Errorf("got %v, want %v in it still", second, l)
		}
	}
}

func TestAnotherMessageOrFolderDrawsTheSame(t *testing.T) {
	all := lots(1, 2, 3, 4, 5, 6, 7, 8, 9)
	moved := slices.Clone(all)
	for i := range moved {
		moved[i].text, moved[i].file = "other", "c/b.yaml"
	}
	for i, l := range draw(all, "seed", 4) {
		if got := draw(moved, "seed", 4)[i]; got.line != l.line {
			t.Errorf("got line %d, want %d", got.line, l.line)
		}
	}
}

func TestAnotherSeedDrawsOthers(t *testing.T) {
	all := lots(1, 2, 3, 4, 5, 6, 7, 8, 9)
	if a, b := draw(all, "seed", 4), draw(all, "another", 4); slices.Equal(a, b) {
		t.Errorf("got %v for both seeds, want others", a)
	}
}

func TestAPlaceIsWithinARegionUpToItsEnd(t *testing.T) {
	at := func(line, column int) source.Position { return source.Position{Line: line, Column: column} }
	r := source.Region{Start: at(2, 3), End: at(4, 5)}
	for place, want := range map[source.Position]bool{
		at(2, 3): true, at(3, 1): true, at(4, 4): true, at(4, 5): false, at(2, 2): false, at(5, 1): false,
	} {
		if got := anyWithin(r, []source.Position{place}); got != want {
			t.Errorf("%v: got %t, want %t", place, got, want)
		}
	}
}
