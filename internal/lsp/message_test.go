package lsp

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadBody(t *testing.T) {
	tests := []struct {
		name, text string
		want, err  string
	}{
		{"a-message", "Content-Length: 2\r\n\r\n{}x", "{}", ""},
		{"other-headers", "content-type: x\r\ncontent-length:2\r\nX\r\n\r\n{}", "{}", ""},
		{"line-feeds-only", "Content-Length: 2\n\n{}", "{}", ""},
		{"nothing-in-it", "Content-Length: 0\r\n\r\n", "", ""},
		{"no-more", "", "", "EOF"},
		{"half-a-header", "Content-Le", "", "read header: unexpected EOF"},
		{"a-header-that-does-not-end", "Content-Length: 2\r\n", "", "read header: unexpected EOF"},
		{"half-a-message", "Content-Length: 3\r\n\r\n{}", "", "read message of 3 bytes: unexpected EOF"},
		{"no-length", "X: 1\r\n\r\n{}", "", "a message has no Content-Length"},
		{"a-length-that-is-none", "Content-Length: two\r\n\r\n{}", "", `"two" is no Content-Length: want 0 to 67108864`},
		{"a-negative-length", "Content-Length: -1\r\n\r\n", "", `"-1" is no Content-Length: want 0 to 67108864`},
		{"a-huge-length", "Content-Length: 67108865\r\n\r\n", "", `"67108865" is no Content-Length: want 0 to 67108864`},
		{"a-length-that-is-no-integer", "Content-Length: 99999999999999999999\r\n\r\n", "", `"99999999999999999999" is no Content-Length: want 0 to 67108864`},
		{"a-length-that-lies", "Content-Length: 67108864\r\n\r\n{}", "", "read message of 67108864 bytes: unexpected EOF"},
		{"an-endless-line", strings.Repeat("x", 1<<20), "", "read header: bufio: buffer full"},
		{"endless-lines", strings.Repeat("x\n", 1<<20), "", "a message has more than 32 header lines"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readBody(bufio.NewReader(strings.NewReader(tt.text)))
			problem := ""
			if err != nil {
				problem = err.Error()
			}
			if string(got) != tt.want || problem != tt.err {
				t.Errorf("got %q, error %q; want %q, error %q", got, problem, tt.want, tt.err)
			}
		})
	}
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, body string
		request    bool
		code       int
	}{
		{"a-request", `{"jsonrpc":"2.0","id":1,"method":"m"}`, true, 0},
		{"an-id-in-letters", `{"id":"a","method":"m"}`, true, 0},
		{"a-notification", `{"method":"m","params":[]}`, false, 0},
		{"no-json", `{"method":`, false, codeParse},
		{"nothing", ``, false, codeParse},
		{"two-at-once", `[{"method":"m"}]`, false, codeInvalidRequest},
		{"a-number", `1`, false, codeInvalidRequest},
		{"a-method-that-is-a-number", `{"id":1,"method":1}`, false, codeInvalidRequest},
		{"no-method", `{"id":1}`, false, codeInvalidRequest},
		{"an-id-of-null", `{"id":null,"method":"m"}`, false, codeInvalidRequest},
		{"an-id-that-is-an-object", `{"id":{},"method":"m"}`, false, codeInvalidRequest},
		{"deep-nesting", strings.Repeat("[", 1<<20), false, codeParse},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, f := parse([]byte(tt.body))
			code := 0
			if f != nil {
				code = f.Code
			}
			if m.request() != tt.request || code != tt.code {
				t.Errorf("got a request: %v, code %d; want %v, %d", m.request(), code, tt.request, tt.code)
			}
		})
	}
}

// FuzzRead reads messages until they end. However they are malformed, each takes some of the text.
func FuzzRead(f *testing.F) {
	f.Add("Content-Length: 2\r\n\r\n{}Content-Length: 33\r\n\r\n" + `{"id":1,"method":"m","params":{}}`)
	f.Add("Content-Length: 67108864\r\n\r\n{}")
	f.Add("Content-Length: -1\r\n\r\n")
	f.Add("\r\n\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := bufio.NewReader(strings.NewReader(text))
		for read := 0; ; read++ {
			body, err := readBody(r)
			if err != nil {
				if body != nil || errors.Is(err, io.EOF) && r.Buffered() > 0 {
					t.Errorf("got %q with error %v, %d bytes left", body, err, r.Buffered())
				}
				return
			}
			if read > len(text) || len(body) > len(text) {
				t.Fatalf("message %d has %d bytes, more than there are", read, len(body))
			}
			if m, f := parse(body); f != nil && m.request() {
				t.Errorf("got request %q with fault %v", m.ID, f)
			}
		}
	})
}
