package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	maxHeaders = 32       // lines before a message
	maxMessage = 64 << 20 // bytes of a message: a large file, every character of it escaped
)

// message is what an editor says: a request if it has an id, else a notification. It has nothing to answer, since
// nothing is asked of it.
type message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

// request tells whether an answer is waited for.
func (m message) request() bool { return len(m.ID) > 0 }

// The messages that are sent, by JSON-RPC 2.0.
type (
	answer struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Result  any             `json:"result"`
	}
	refusal struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Error   *fault          `json:"error"`
	}
	notification struct {
		Version string `json:"jsonrpc"`
		Method  string `json:"method"`
		Params  any    `json:"params"`
	}
)

const rpcVersion = "2.0"

// fault is why a request is refused.
type fault struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// The codes of a fault, by JSON-RPC 2.0 and the protocol's own.
const (
	codeParse          = -32700
	codeInvalidRequest = -32600
	codeUnknownMethod  = -32601
	codeInvalidParams  = -32602
	codeInternal       = -32603
	codeNotInitialized = -32002
	codeCancelled      = -32800
)

// readBody reads the next message, as JSON. The error is io.EOF if there is none. After any other error
// it is not known where the next message begins.
func readBody(r *bufio.Reader) ([]byte, error) {
	size, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer // grows by what comes, whatever the header claims
	if _, err := io.CopyN(&body, r, size); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("read message of %d bytes: %w", size, err)
	}
	return body.Bytes(), nil
}

// readHeader reads up to the blank line, and returns the size of what follows.
func readHeader(r *bufio.Reader) (size int64, err error) {
	size = -1
	for lines := 0; ; lines++ {
		raw, err := r.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF) && lines == 0 && len(raw) == 0:
			return 0, io.EOF
		case errors.Is(err, io.EOF):
			return 0, fmt.Errorf("read header: %w", io.ErrUnexpectedEOF)
		case err != nil:
			return 0, fmt.Errorf("read header: %w", err)
		case lines == maxHeaders:
			return 0, fmt.Errorf("a message has more than %d header lines", maxHeaders)
		}
		line := strings.TrimRight(string(raw), "\r\n")
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if !strings.EqualFold(name, "Content-Length") {
			continue
		}
		size, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		if err != nil || size < 0 || size > maxMessage {
			return 0, fmt.Errorf("%q is no Content-Length: want 0 to %d", strings.TrimSpace(value), maxMessage)
		}
	}
	if size < 0 {
		return 0, errors.New("a message has no Content-Length")
	}
	return size, nil
}

// parse makes sense of a message.
func parse(body []byte) (m message, f *fault) {
	if !json.Valid(body) {
		return m, &fault{codeParse, "this is not JSON"}
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return message{}, &fault{codeInvalidRequest, "this is no message: " + err.Error()}
	}
	if m.Method == "" {
		return message{}, &fault{codeInvalidRequest, "a message has a method"}
	}
	if m.request() && !strings.ContainsRune(`"-0123456789`, rune(m.ID[0])) {
		return message{}, &fault{codeInvalidRequest, "an id is a number or a string"}
	}
	return m, nil
}

// writeMessage writes a message in one piece.
func writeMessage(w io.Writer, m any) error {
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	_, err = w.Write(append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(body)), body...))
	return err
}
