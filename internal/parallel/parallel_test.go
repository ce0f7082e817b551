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
