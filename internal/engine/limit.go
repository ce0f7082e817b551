package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
)

const (
	mostTime   = 2 * time.Second        // that a user's own rules may take of one model, all together
	mostHeap   = 192 << 20              // bytes by which the heap may grow while one of them is asked; a call that takes as much again is not stopped before it ends
	grace      = 250 * time.Millisecond // in which a rule that is stopped has to end
	glanceTime = 5 * time.Millisecond   // between two looks at the heap
)

// allowance is the time that is left to a user's own rules for one model. Rules that run at the same time each take of it.
type allowance struct {
	mutex sync.Mutex
	whole time.Duration
	taken time.Duration
}

func (a *allowance) left() time.Duration {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.whole - a.taken
}

func (a *allowance) take(d time.Duration) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.taken += d
}

// limited asks a rule of a user's own: it may neither take longer than is allowed nor let the heap grow too much. One that
// goes on when it is stopped, in a call that takes no end, is left to itself, and no rule of a user's own is asked again:
// it ends with the program, which has to be soon.
func (e *Engine) limited(ctx context.Context, q *query, input *ast.Term, allowed *allowance) (*ast.Term, error) {
	if e.runaway.Load() {
		return nil, errors.New("not asked, because a rule of your own can't be stopped")
	}
	start := time.Now()
	defer func() { allowed.take(time.Since(start)) }()
	ctx, release := context.WithTimeoutCause(ctx, allowed.left(), fmt.Errorf("the rules of your own took longer than %s", allowed.whole))
	defer release()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go watchHeap(ctx, stop)
	type answer struct {
		report *ast.Term
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		report, err := e.run(ctx, q, input)
		done <- answer{report, err}
	}()
	select {
	case a := <-done:
		return a.report, a.err
	case <-ctx.Done():
	}
	select {
	case a := <-done:
		return a.report, a.err
	case <-time.After(grace):
		e.runaway.Store(true)
		return nil, fmt.Errorf("%w, and can't be stopped", context.Cause(ctx))
	}
}

// watchHeap stops a rule while which the heap grows too much, whoever is to blame for it.
func watchHeap(ctx context.Context, stop context.CancelCauseFunc) {
	before := heap()
	glances := time.NewTicker(glanceTime)
	defer glances.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-glances.C:
			if heap() > before+mostHeap {
				stop(fmt.Errorf("took more than %d MiB of memory", mostHeap>>20))
				return
			}
		}
	}
}

// heap is how many bytes the objects on the heap take.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
