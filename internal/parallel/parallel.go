// Package parallel does many things of one kind, as many at a time as there are processors. What they come to does not
// depend on how many these are, if each thing writes only what is its own.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each calls do with every index below n, and returns when all of them are done. If some of them panic, so does Each, with a *Panic.
func Each(n int, do func(i int)) {
	Workers(n, 1, func() func(int) { return do })
}

// Workers does what Each does, with a function that each worker gets from start and that it alone calls, one index after
// the other: what is remembered from one thing to the next needs no lock. A worker takes a portion of indices at a time,
// at least 1: as many as are worth a goroutine, for where there are no more, all is done in the caller's own.
func Workers(n, portion int, start func() func(i int)) {
	l := list{length: n, portion: portion, portions: (n + portion - 1) / portion}
	workers := min(runtime.GOMAXPROCS(0), l.portions)
	if workers == 1 {
		l.work(start())
		return
	}
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			defer l.failed()
			l.work(start())
		})
	}
	running.Wait()
	if p := l.panicked.Load(); p != nil {
		panic(p)
	}
}

// With does what Workers does, with something that each worker takes and that it alone uses, such as from a pool. All of it is
// given back when everything is done; nothing is if somebody panics, as nobody knows what state it is in.
func With[T any](n, portion int, take func() T, do func(with T, i int), giveBack func(T)) {
	var taken []T
	var mutex sync.Mutex
	Workers(n, portion, func() func(int) {
		one := take()
		mutex.Lock()
		taken = append(taken, one)
		mutex.Unlock()
		return func(i int) { do(one, i) }
	})
	for _, one := range taken {
		giveBack(one)
	}
}

// list is what there is to do.
type list struct {
	length, portion, portions int

	next     atomic.Int64 // portion that nobody has taken
	panicked atomic.Pointer[Panic]
}

// work does portion after portion until there is none left, or nothing more to be hoped for.
func (l *list) work(do func(int)) {
	for p := int(l.next.Add(1)) - 1; p < l.portions && l.panicked.Load() == nil; p = int(l.next.Add(1)) - 1 {
		for i := p * l.portion; i < min(l.length, (p+1)*l.portion); i++ {
			do(i)
		}
	}
}

// failed notes that a worker panicked, if it did.
func (l *list) failed() {
	if p := recover(); p != nil {
		l.panicked.Store(&Panic{Value: p, Stack: debug.Stack()})
	}
}

// Panic is what another goroutine panicked with, and where.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) String() string { return fmt.Sprint(p.Value) }
