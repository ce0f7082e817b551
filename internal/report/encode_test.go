package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEncodeIndentsAsTheStandardLibraryDoes(t *testing.T) {
	for _, c := range []struct {
		name string
		in   any
	}{
		{"nothing", nil},
		{"an empty object", map[string]any{}},
		{"an empty list", []int{}},
		{"empty ones in others", map[string]any{"a": []any{[]any{}, map[string]any{}, map[string]any{"b": []any{}}}}},
		{"numbers and words", []any{1, -2.5e10, true, false, nil}},
		{"brackets in strings", map[string]string{"{[,:]}": `"}],:{\`}},
		{"backslashes before quotes", []string{`\`, `\\"`, `\"`, `"`}},
		{"other scripts", []string{"äöü", "日本", "<&>"}},
		{"hashes that command nothing", []string{"#", "##", "a ## b", "# [x]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got, want bytes.Buffer
			if err := encode(&got, c.in); err != nil {
				t.Fatal(err)
			}
			e := json.NewEncoder(&want)
			e.SetIndent("", "  ")
			if err := e.Encode(c.in); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.String(), got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEncodeEscapesWhatWouldFoolAReader(t *testing.T) {
	var got bytes.Buffer
	if err := encode(&got, []string{"a\u202eb\x7f", "##vso[x]", "##[y]", "\U000e0041"}); err != nil {
		t.Fatal(err)
	}
	const want = "[\n  \"a\\u202eb\\u007f\",\n  \"#\\u0023vso[x]\",\n  \"#\\u0023[y]\",\n  \"\\udb40\\udc41\"\n]\n"
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Error(diff)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestEncodeTellsThatItCouldNotWrite(t *testing.T) {
	if err := encode(full{}, []string{"a"}); err == nil {
		t.Error("got no error, want one")
	}
}
