package lsp

import (
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

func TestPositionsAreInUnitsOfUTF16(t *testing.T) {
	tests := []struct {
		name, text   string
		line, column int
		want         position
	}{
		{"the-beginning", "ab", 1, 1, position{0, 0}},
		{"plain", "ab\ncd", 2, 2, position{1, 1}},
		{"an-emoji-before", "a: 😀 x", 1, 6, position{0, 6}},
		{"the-emoji-itself", "a: 😀 x", 1, 4, position{0, 3}},
		{"a-family-of-emoji", "👨‍👩‍👧x", 1, 6, position{0, 8}},
		{"chinese-before", "名前: x", 1, 5, position{0, 4}},
		{"rare-chinese-before", "𠮷: x", 1, 4, position{0, 4}},
		{"a-tab-is-one", "\t\tx", 1, 3, position{0, 2}},
		{"windows-line-ends", "ab\r\n😀c\r\nd", 2, 2, position{1, 2}},
		{"old-line-ends", "ab\rcd\re", 3, 1, position{2, 0}},
		{"only-editors-count", "a\u2028b\u0085c", 1, 5, position{0, 4}},
		{"behind-the-line", "ab\r\ncd", 1, 9, position{0, 2}},
		{"behind-the-text", "ab\ncd", 7, 3, position{1, 2}},
		{"behind-a-text-of-nothing", "", 3, 3, position{0, 0}},
		{"nowhere", "ab", 0, 0, position{0, 0}},
		{"a-mark-at-the-beginning", "\ufeffab\ncd", 1, 2, position{0, 2}},
		{"a-mark-in-the-line-before", "\ufeffab\ncd", 2, 2, position{1, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := newPage(tt.text).position(source.Position{Line: tt.line, Column: tt.column}); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestURIs(t *testing.T) {
	tests := []struct{ name, uri, artifact, back string }{
		{"a-file", "file:///a/b.yaml", "/a/b.yaml", ""},
		{"escapes", "file:///a%20b/%E5%90%8D%23.yaml", "/a b/名#.yaml", ""},
		{"a-percent-sign", "file:///100%25.yaml", "/100%.yaml", ""},
		{"windows", "file:///c%3A/x/a.yaml", "C:/x/a.yaml", "file:///C:/x/a.yaml"},
		{"windows-by-others", "file:///C:/x/a.yaml", "C:/x/a.yaml", ""},
		{"another-machine", "file://host/share/a.yaml", "//host/share/a.yaml", ""},
		{"this-machine", "file://localhost/a.yaml", "/a.yaml", "file:///a.yaml"},
		{"dots", "file:///a/../b.yaml", "/b.yaml", "file:///b.yaml"},
		{"no-file", "untitled:Untitled-1", "untitled:Untitled-1", ""},
		{"no-path", "file://", "file://", ""},
		{"no-uri", "%zz", "%zz", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.back == "" {
				tt.back = tt.uri
			}
			if got := artifactOf(tt.uri); got != tt.artifact {
				t.Errorf("artifact: got %q, want %q", got, tt.artifact)
			}
			if got := uriOf(tt.artifact); got != tt.back {
				t.Errorf("URI: got %q, want %q", got, tt.back)
			}
		})
	}
}
