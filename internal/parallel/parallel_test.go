package parallel_test

import (
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/iamlint/iamlint/internal/parallel"
)

// everyNumberOfProcessors runs a test on one processor, on two, and on more than there are things to do.
func everyNumberOfProcessors(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	for _, n := range []int{1, 2, 64} {
		before := runtime.GOMAXPROCS(n)
		test(t)
		runtime.GOMAXPROCS(before)
	}
}

func TestEachIndexIsDoneOnce(t *testing.T) {
	everyNumberOfProcessors(t, func(t *testing.T) {
		t.Helper()
		for _, n := range []int{0, 1, 7, 1000} {
			for _, portion := range []int{1, 7, 300, 1001} {
				done := make([]atomic.Int64, n)
				parallel.Workers(n, portion, func() func(int) { return func(i int) { done[i].Add(1) } })
				for i := range done {
					if got := done[i].Load(); got != 1 {
						t.Errorf("of %d things in portions of %d, number %d was done %d times", n, portion, i, got)
					}
				}
			}
		}
	})
}

func TestAWorkerKeepsWhatItRemembersToItself(t *testing.T) {
	everyNumberOfProcessors(t, func(t *testing.T) {
		t.Helper()
		var all atomic.Int64
		parallel.Workers(1000, 10, func() func(int) {
			mine := 0 // which the race detector watches
			return func(int) {
				mine++
				all.Add(1)
			}
		})
		if got := all.Load(); got != 1000 {
			t.Errorf("%d things were done, want 1000", got)
		}
	})
}

func TestWhatWorkersTakeIsGivenBack(t *testing.T) {
	everyNumberOfProcessors(t, func(t *testing.T) {
		t.Helper()
		var taken atomic.Int64
		done, back := 0, int64(0)
		parallel.With(1000, 10, func() *int { taken.Add(1); return new(int) }, func(mine *int, _ int) { *mine++ }, func(mine *int) {
			done += *mine
			back++
		})
		if done != 1000 || back != taken.Load() {
			t.Errorf("%d things were done, want 1000; %d were taken and %d given back", done, taken.Load(), back)
		}
	})
}

func TestNothingIsGivenBackAfterAPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("nobody panicked")
		}
	}()
	parallel.With(10, 1, func() int { return 0 }, func(int, int) { panic("no") }, func(int) { t.Error("something was given back") })
}

func TestAPanicReachesTheCaller(t *testing.T) {
	before := runtime.GOMAXPROCS(2)
	defer runtime.GOMAXPROCS(before)
	defer func() {
		p, ok := recover().(*parallel.Panic)
		if !ok {
			t.Fatal("Each returned, or panicked with something else")
		}
		if p.String() != "out of paper" || !strings.Contains(string(p.Stack), "TestAPanicReachesTheCaller") {
			t.Errorf("it panicked with %q at\n%s", p, p.Stack)
		}
	}()
	parallel.Each(100, func(i int) {
		if i == 30 {
			panic("out of paper")
		}
	})
}
