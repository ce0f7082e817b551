// Package lsptest is an editor for tests of the language server. It speaks the protocol by code of its own, so
// that a mistake of the server's is not made twice.
package lsptest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
)

// Editor is an editor that has started a server.
type Editor struct {
	t    testing.TB
	in   *io.PipeWriter
	said chan Message
}

// Message is what the server says.
type Message struct {
	ID     json.RawMessage
	Method string
	Params json.RawMessage
	Result json.RawMessage
	Error  *struct {
		Code    int
		Message string
	}
}

// Diagnostics are the parameters of textDocument/publishDiagnostics.
type Diagnostics struct {
	URI         string
	Version     int
	Diagnostics []Diagnostic
}

// Diagnostic is one of them.
type Diagnostic struct {
	Range              Range
	Severity           int
	Code               string
	Message            string
	RelatedInformation []struct {
		Location struct {
			URI   string
			Range Range
		}
		Message string
	}
}

// Range is a range of a text, in lines and units of UTF-16 that count from 0.
type Range struct {
	Start struct{ Line, Character int }
	End   struct{ Line, Character int }
}

// String is start and end, as 1:2-1:7.
func (r Range) String() string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Character, r.End.Line, r.End.Character)
}

// Start starts a server in a goroutine. It is to return when its input ends.
func Start(t testing.TB, serve func(in io.Reader, out io.Writer)) *Editor {
	t.Helper()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	e := &Editor{t: t, in: toServer, said: make(chan Message, 100)}
	go func() {
		serve(in, out)
		in.Close()  //nolint:errcheck // never fails
		out.Close() //nolint:errcheck // never fails
	}()
	go e.listen(fromServer)
	t.Cleanup(func() {
		e.Leave()
		for range e.said { // until the server has ended
		}
	})
	return e
}

func (e *Editor) listen(from io.Reader) {
	defer close(e.said)
	r := bufio.NewReader(from)
	for {
		if _, err := r.Peek(1); err != nil {
			return
		}
		var size int
		if _, err := fmt.Fscanf(r, "Content-Length: %d\r\n\r\n", &size); err != nil {
			e.t.Errorf("read the server's header: %v", err)
			return
		}
		body := make([]byte, size)
		if _, err := io.ReadFull(r, body); err != nil {
			e.t.Errorf("read the server's message: %v", err)
			return
		}
		var m Message
		if err := json.Unmarshal(body, &m); err != nil {
			e.t.Errorf("the server said %q: %v", body, err)
			return
		}
		e.said <- m
	}
}

// Leave ends the server's input, as of an editor that is gone.
func (e *Editor) Leave() { e.in.Close() } //nolint:errcheck // never fails

// Write writes to the server as is.
func (e *Editor) Write(text string) {
	if _, err := io.WriteString(e.in, text); err != nil {
		e.t.Logf("write to the server: %v", err) // which has had enough
	}
}

// Say sends a JSON text as a message.
func (e *Editor) Say(body string) {
	e.Write(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
}

// Notify sends a notification.
func (e *Editor) Notify(method string, params any) {
	e.say(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// Ask sends a request.
func (e *Editor) Ask(id any, method string, params any) {
	e.say(map[string]any{"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

func (e *Editor) say(m any) {
	body, err := json.Marshal(m)
	if err != nil {
		e.t.Error(err)
	}
	e.Say(string(body))
}

// Next is the next message from the server, which must say something.
func (e *Editor) Next() Message {
	e.t.Helper()
	m, more := <-e.said
	if !more {
		e.t.Fatal("the server has ended, want a message")
	}
	return m
}

// Ended waits for the server to end. It must say nothing before.
func (e *Editor) Ended() {
	e.t.Helper()
	for m := range e.said {
		e.t.Errorf("got %s %s%s, want nothing more", m.Method, m.Params, m.Result)
	}
}

// Initialize begins the conversation.
func (e *Editor) Initialize() {
	e.t.Helper()
	e.Ask(0, "initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}})
	if m := e.Next(); m.Error != nil || len(m.Result) == 0 {
		e.t.Fatalf("initialize: got error %v, want a result", m.Error)
	}
	e.Notify("initialized", map[string]any{})
}

// Open opens a text.
func (e *Editor) Open(uri, text string) {
	e.Notify("textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": uri, "languageId": "yaml", "version": 1, "text": text},
	})
}

// Change replaces a text.
func (e *Editor) Change(uri string, version int, text string) {
	e.Notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": uri, "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// About are the parameters of what is about a text, with others.
func About(uri string, others map[string]any) map[string]any {
	params := map[string]any{"textDocument": map[string]any{"uri": uri}}
	for name, value := range others {
		params[name] = value
	}
	return params
}

// Diagnostics are the next diagnostics, which must be the next message.
func (e *Editor) Diagnostics() Diagnostics {
	e.t.Helper()
	m := e.Next()
	if m.Method != "textDocument/publishDiagnostics" {
		e.t.Fatalf("got %q %s %v, want diagnostics", m.Method, m.Result, m.Error)
	}
	var d Diagnostics
	if err := json.Unmarshal(m.Params, &d); err != nil {
		e.t.Fatal(err)
	}
	return d
}

// URI is that of a file's absolute path, as editors write it.
func URI(path string) string {
	path = strings.ReplaceAll(path, `\`, "/")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
