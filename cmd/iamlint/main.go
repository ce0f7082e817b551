// Iamlint is a least-privilege linter for AWS IAM.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/iamlint/iamlint/internal/cli"
)

func main() { os.Exit(run()) }

func run() int {
	collectSeldom()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program there and then
	return cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// collectSeldom lets the heap grow before garbage is collected: most runs are short and small, and end before
// that would pay. Huge templates are to pay earlier; of accounts, half as much again lives at a time, and collecting
// it over and over would double the time. Whoever sets Go's own variables is obeyed.
func collectSeldom() {
	if os.Getenv("GOGC")+os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	limit := int64(480 << 20)
	if len(os.Args) > 1 && os.Args[1] == "check" {
		limit = 272 << 20
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(limit)
}
