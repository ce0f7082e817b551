// Package lsp is a language server for editors, by the Language Server Protocol 3.17: it hears what an editor has
// open, has it judged, and says what was found. It takes part in no judging itself.
package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// Server is what a server is made of. All of it is needed. Its functions are called from several goroutines, Judge
// from one at a time. They get the artifact by the absolute path of the file, with slashes, or by its URI if it is no file.
type Server struct {
	Version string
	Delay   time.Duration // for how long a text has to rest before it is judged

	// Judge judges a text, as it would be judged if it was saved.
	Judge func(ctx context.Context, artifact string, text []byte) (finding.Report, error)

	// Explain is the page of a rule, in Markdown.
	Explain func(ctx context.Context, rule string) (string, error)

	// Link is the address of that page.
	Link func(rule string) string

	// Accept says what to insert into a text, and where, so that a finding is accepted. It is an error if that can't be done.
	Accept func(artifact string, text []byte, f finding.Finding) (at source.Position, insert string, err error)

	// Log takes what only a developer wants to know.
	Log func(message string)
}

// The states of a connection.
type state int

const (
	fresh state = iota
	ready
	leaving // shutdown was asked for
)

// connection is one run of a server. Its fields are the loop's: other goroutines reach them through post.
type connection struct {
	Server
	out    io.Writer
	failed error // of writing
	state  state
	exited bool

	events chan func()
	done   chan struct{}

	buffers map[string]*buffer // by URI
	serial  int                // of the latest change of any buffer
	queue   []*buffer          // to be judged
	judging *buffer            // nil when none is
	stop    context.CancelFunc // ends that

	calls map[string]context.CancelFunc // requests that are being answered, by id
}

// Run serves one editor until it leaves or the context ends. Clean tells whether the editor took leave as the protocol
// says. The error says why it had to end otherwise: the context's, or that of a message whose end can't be found.
func (s Server) Run(ctx context.Context, in io.Reader, out io.Writer) (clean bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := &connection{
		Server: s, out: out, events: make(chan func()), done: make(chan struct{}),
		buffers: map[string]*buffer{}, calls: map[string]context.CancelFunc{},
	}
	defer close(c.done)
	ended := make(chan error, 1)
	go func() { ended <- c.listen(ctx, in) }()
	for !c.exited && c.failed == nil {
		select {
		case event := <-c.events:
			event()
		case err = <-ended:
			if errors.Is(err, io.EOF) {
				return false, nil
			}
			c.refuse(nil, &fault{codeParse, err.Error()})
			return false, errors.Join(err, c.failed)
		case <-ctx.Done():
			return false, ctx.Err()
		}
	}
	return c.state == leaving, c.failed
}

// listen hands messages to the loop, one after the other, until there are no more.
func (c *connection) listen(ctx context.Context, in io.Reader) error {
	r := bufio.NewReader(in)
	for {
		body, err := readBody(r)
		if err != nil {
			return err
		}
		c.post(func() { c.hear(ctx, body) })
	}
}

// post has something done by the loop, unless that has ended.
func (c *connection) post(event func()) {
	select {
	case c.events <- event:
	case <-c.done:
	}
}

func (c *connection) send(m any) {
	if err := writeMessage(c.out, m); err != nil && c.failed == nil {
		c.failed = fmt.Errorf("answer the editor: %w", err)
	}
}

func (c *connection) refuse(id json.RawMessage, f *fault) {
	if id == nil {
		id = json.RawMessage("null")
	}
	c.send(refusal{rpcVersion, id, f})
}

// hear deals with one message.
func (c *connection) hear(ctx context.Context, body []byte) {
	m, f := parse(body)
	switch {
	case f != nil:
		c.refuse(nil, f)
	case m.request():
		c.serve(ctx, m)
	default:
		c.notice(ctx, m)
	}
}

// serve answers a request, or has it answered.
func (c *connection) serve(ctx context.Context, m message) {
	switch {
	case m.Method == "initialize" && c.state == fresh:
		c.state = ready
		c.send(answer{rpcVersion, m.ID, capabilities(c.Version)})
	case c.state == fresh:
		c.refuse(m.ID, &fault{codeNotInitialized, "the first request has to be initialize"})
	case m.Method == "initialize", c.state == leaving:
		c.refuse(m.ID, &fault{codeInvalidRequest, fmt.Sprintf("%q can't be asked for now", m.Method)})
	case m.Method == "shutdown":
		c.state = leaving
		c.send(answer{rpcVersion, m.ID, nil})
	case m.Method == "textDocument/hover":
		c.call(ctx, m, c.hover)
	case m.Method == "textDocument/codeAction":
		c.call(ctx, m, c.codeActions)
	default:
		c.refuse(m.ID, &fault{codeUnknownMethod, fmt.Sprintf("there is no method %q", m.Method)})
	}
}

// call answers a request about a buffer that has been judged, in a goroutine of its own, so that it can be cancelled.
func (c *connection) call(ctx context.Context, m message, do func(context.Context, buffer, documentParams) (any, error)) {
	var params documentParams
	if err := json.Unmarshal(m.Params, &params); err != nil {
		c.refuse(m.ID, &fault{codeInvalidParams, fmt.Sprintf("parameters of %q: %v", m.Method, err)})
		return
	}
	b := c.buffers[params.TextDocument.URI]
	if b == nil || b.report == nil {
		c.send(answer{rpcVersion, m.ID, nil})
		return
	}
	id := string(m.ID)
	ctx, c.calls[id] = context.WithCancel(ctx)
	go func(b buffer) {
		result, err := guarded(c.Log, func() (any, error) { return do(ctx, b, params) })
		c.post(func() { c.reply(ctx, m.ID, result, err) })
	}(*b)
}

// reply ends a request.
func (c *connection) reply(ctx context.Context, id json.RawMessage, result any, err error) {
	if cancel := c.calls[string(id)]; cancel != nil {
		defer cancel()
	}
	delete(c.calls, string(id))
	switch {
	case ctx.Err() != nil:
		c.refuse(id, &fault{codeCancelled, "cancelled"})
	case err != nil:
		c.refuse(id, &fault{codeInternal, err.Error()})
	default:
		c.send(answer{rpcVersion, id, result})
	}
}

// notice deals with a notification. Those that are not known, or make no sense, are let be.
func (c *connection) notice(ctx context.Context, m message) {
	if m.Method == "exit" {
		c.exited = true
		return
	}
	if c.state != ready {
		return
	}
	var params documentParams
	if err := json.Unmarshal(m.Params, &params); err != nil && len(m.Params) > 0 && m.Method != "$/cancelRequest" {
		c.Log(fmt.Sprintf("parameters of %q: %v", m.Method, err))
		return
	}
	switch m.Method {
	case "textDocument/didOpen":
		c.open(ctx, params.TextDocument)
	case "textDocument/didChange":
		c.change(ctx, params)
	case "textDocument/didClose":
		c.close(params.TextDocument.URI)
	case "textDocument/didSave", "workspace/didChangeWatchedFiles":
		c.judgeAll(ctx) // a configuration or a file that is included may have been saved
	case "$/cancelRequest":
		var which struct{ ID json.RawMessage }
		if json.Unmarshal(m.Params, &which) == nil && c.calls[string(which.ID)] != nil {
			c.calls[string(which.ID)]()
		}
	}
}

// guarded does something that may panic. That is a bug of ours, and no reason to end.
func guarded[T any](log func(string), do func() (T, error)) (result T, err error) {
	defer func() {
		if p := recover(); p != nil {
			log(fmt.Sprintf("internal error: %v\n%s", p, debug.Stack()))
			err = fmt.Errorf("internal error: %v; please report it at https://github.com/iamlint/iamlint/issues", p)
		}
	}()
	return do()
}
