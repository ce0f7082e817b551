package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// meter shows how far long work has come, in one line on the terminal. Without a terminal it shows nothing.
type meter struct {
	a     *app
	shown time.Time
}

func (a *app) meter() *meter {
	if screen, ok := a.stderr.(*os.File); !ok || !term.IsTerminal(int(screen.Fd())) {
		return &meter{}
	}
	return &meter{a: a}
}

// show replaces the line, ten times a second at most.
func (m *meter) show(format string, args ...any) {
	if m.a == nil || time.Since(m.shown) < time.Second/10 {
		return
	}
	m.shown = time.Now()
	fmt.Fprintf(m.a.stderr, "\r\x1b[K%s", printable(fmt.Sprintf(format, args...)))
}

// done clears the line.
func (m *meter) done() {
	if m.a != nil && !m.shown.IsZero() {
		fmt.Fprint(m.a.stderr, "\r\x1b[K")
	}
}

// ask asks for one line on the terminal.
func (a *app) ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(a.stderr, question)
	line, _ := await(ctx, func() (string, error) { return bufio.NewReader(a.stdin).ReadString('\n') })
	switch line = strings.TrimSpace(line); {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case line == "":
		return "", errors.New("no code was given")
	}
	return line, nil
}
