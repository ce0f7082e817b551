package node

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/source"
)

// cut returns what stands at a location, by a way of its own: character by
// character from the beginning.
func cut(t *testing.T, content string, at source.Location) string {
	t.Helper()
	start, ok := offsetOf(content, at.Region.Start)
	end, also := offsetOf(content, at.Region.End)
	if !ok || !also || start > end {
		t.Fatalf("%s is not within the %d bytes of the source", at, len(content))
	}
	return content[start:end]
}

func offsetOf(content string, want source.Position) (int, bool) {
	line, column := 1, 1
	for i := 0; ; {
		if line == want.Line && column == want.Column {
			return i, true
		}
		if i >= len(content) || line > want.Line {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(content[i:])
		i += size
		if r == '\n' || r == '\r' && !strings.HasPrefix(content[i:], "\n") {
			line, column = line+1, 1
		} else {
			column++
		}
	}
}

func mustParse(t *testing.T, content string) *Node {
	t.Helper()
	root, err := Parse("a.yaml", []byte(content))
	if err != nil {
		t.Fatalf("Parse(%q): %v", content, err)
	}
	return root
}

// value is the node at a path of keys; a key of a list is "0", "1" and so on.
func value(t *testing.T, root *Node, path ...string) *Node {
	t.Helper()
	for _, key := range path {
		if root.Kind == List {
			root = root.Items[key[0]-'0']
			continue
		}
		if root = root.Get(key); root == nil {
			t.Fatalf("no %q in %v", key, path)
		}
	}
	return root
}

func TestScalarStandsAtItsText(t *testing.T) {
	for _, test := range []struct {
		name, content string
		path          []string
		want, text    string
	}{
		{"plain", "a: b c # d\n", []string{"a"}, "b c", "b c"},
		{"plain at the end of the file", "a: b", []string{"a"}, "b", "b"},
		{"plain with colons and hashes", "a: b:c#d\n", []string{"a"}, "b:c#d", "b:c#d"},
		{"plain over lines", "a: b\n   c\n\n   d \n  \n  e # f\nx: y", []string{"a"}, "b\n   c\n\n   d \n  \n  e", "b c\nd\ne"},
		{"plain over lines with CRLF", "a: b\r\n  c\r\n\r\n  d\r\nx: y", []string{"a"}, "b\r\n  c\r\n\r\n  d", "b c\nd"},
		{"plain over lines with CR", "a: b\r  c\r\r  d\rx: y", []string{"a"}, "b\r  c\r\r  d", "b c\nd"},
		{"plain in flow", "a: [b c, d]", []string{"a", "0"}, "b c", "b c"},
		{"plain over lines in flow", "a: [b\nc, d]", []string{"a", "0"}, "b\nc", "b c"},
		{"single quotes", "a: 'b c' # d", []string{"a"}, "'b c'", "b c"},
		{"single quotes doubled", "a: 'it''s'''\n", []string{"a"}, "'it''s'''", "it's'"},
		{"single quotes over lines", "a: 'b \n  c\n\n  d'\n", []string{"a"}, "'b \n  c\n\n  d'", "b c\nd"},
		{"double quotes", `a: "b c"`, []string{"a"}, `"b c"`, "b c"},
		{"double quotes with escapes", `a: "\"\\ \x41\u00e9\U0001F600\n\_"` + "\n", []string{"a"}, `"\"\\ \x41\u00e9\U0001F600\n\_"`, "\"\\ A\u00e9\U0001F600\n\u00a0"},
		{"double quotes over lines", "a: \"b\\\n   c\n   d\"\n", []string{"a"}, "\"b\\\n   c\n   d\"", "bc d"},
		{"empty quotes", "a: ''\nb: \"\"", []string{"b"}, `""`, ""},
		{"literal", "a: |\n  b\n    c\n\n  d\nx: y\n", []string{"a"}, "|\n  b\n    c\n\n  d", "b\n  c\n\nd\n"},
		{"literal at the end of the file", "a: |\n  b", []string{"a"}, "|\n  b", "b"},
		{"literal kept", "a: |+\n  b\n\n\nx: y\n", []string{"a"}, "|+\n  b", "b\n\n\n"},
		{"literal stripped with a comment", "a: |- # c\n\n  b\n\nx: y\n", []string{"a"}, "|- # c\n\n  b", "\nb"},
		{"literal with indentation given", "a: |2\n    b\n  c\nx: y\n", []string{"a"}, "|2\n    b\n  c", "  b\nc\n"},
		{"literal in a list", "- |\n a\n- b", []string{"0"}, "|\n a", "a\n"},
		{"literal with CRLF", "a: |\r\n  b\r\n  c\r\nx: y\r\n", []string{"a"}, "|\r\n  b\r\n  c", "b\nc\n"},
		{"literal without text", "a: |\n\nx: y\n", []string{"a"}, "|", ""},
		{"literal of blank lines kept", "a: |+\n\n\nx: y\n", []string{"a"}, "|+", "\n\n"},
		{"literal of spaces beyond its indentation", "a: |1\n    \n  \nx: y\n", []string{"a"}, "|1\n    \n  ", "   \n \n"},
		{"folded", "a: >\n  b\n  c\n\n  d\n   e\n   f\n  g\nx: y\n", []string{"a"}, ">\n  b\n  c\n\n  d\n   e\n   f\n  g", "b c\nd\n e\n f\ng\n"},
		{"folded and stripped", "a: >-\n  b\n  c\n", []string{"a"}, ">-\n  b\n  c", "b c"},
		{"folded with blank lines first", "a: >\n\n  b\n\n\n  c\n", []string{"a"}, ">\n\n  b\n\n\n  c", "\nb\n\nc\n"},
		{"missing value", "a:\nb: c", []string{"a"}, "", ""},
		{"missing value of an explicit key", "x:\n  ? a\n# c\ny: z", []string{"x", "a"}, "", ""},
		{"missing value in flow", "{a: , b}", []string{"b"}, "", ""},
		{"behind wide characters", "é😀: [日本, 語]", []string{"é😀", "1"}, "語", "語"},
		{"behind a tag", "a: !!str 12", []string{"a"}, "12", "12"},
		{"behind a lone tag", "a: ! 12", []string{"a"}, "12", "12"},
		{"behind an anchor and a tag on lines of their own", "a: &x # c\n  !!str\n  # d\n  b", []string{"a"}, "b", "b"},
		{"missing behind a tag", "a: !!str # c\nb: d", []string{"a"}, "", ""},
		{"of a short tag", "a: !Sub 'x'", []string{"a", "Fn::Sub"}, "'x'", "x"},
		{"of a short tag before a block", "a: !Sub |\n  x\n  y\nb: c", []string{"a", "Fn::Sub"}, "|\n  x\n  y", "x\ny\n"},
		{"behind a tag of wide characters' first bytes", "a: !!str\u2028  \u00a0b\u2027c\u00a0", []string{"a"}, "\u00a0b\u2027c\u00a0", "\u00a0b\u2027c\u00a0"},
		{"folded between wide characters", "a: \u00a0b \n \u2027c\u00a0\n d", []string{"a"}, "\u00a0b \n \u2027c\u00a0\n d", "\u00a0b \u2027c\u00a0 d"},
		{"at a line end of YAML 1.1", "a: |\n  b\u2028  c\u0085  d\nx: y", []string{"a"}, "|\n  b\u2028  c\u0085  d", "b\u2028c\nd\n"},
		{"folded at a line end of YAML 1.1", "a: b\u2028  c\u0085  d\u0085x: y", []string{"a"}, "b\u2028  c\u0085  d", "b\u2028c d"},
		{"JSON string", `{"a": "b c"}`, []string{"a"}, `"b c"`, "b c"},
		{"JSON string with escapes", `{"a": "\ud83d\ude00\/\"\\\ud800\n"}`, []string{"a"}, `"\ud83d\ude00\/\"\\\ud800\n"`, "\U0001F600/\"\\\ufffd\n"},
		{"JSON number", `{"é": [12345678901234567890.50E+7]}`, []string{"é", "0"}, "12345678901234567890.50E+7", "12345678901234567890.50E+7"},
		{"JSON word", "[\r\ntrue,\rnull ]", []string{"1"}, "null", "null"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			n := value(t, mustParse(t, test.content), test.path...)
			if got := cut(t, test.content, n.At); got != test.want {
				t.Errorf("stands at %q, want %q", got, test.want)
			}
			if n.Text != test.text {
				t.Errorf("text %q, want %q", n.Text, test.text)
			}
		})
	}
}

func TestListAndMapStandFromFirstToLast(t *testing.T) {
	for _, test := range []struct {
		name, content string
		path          []string
		want          string
	}{
		{"block map", "\na:\n  b: c\n  d: e # f\n\ng: h\n", []string{"a"}, "b: c\n  d: e"},
		{"block list", "a:\n- b\n-  c d\ng: h\n", []string{"a"}, "- b\n-  c d"},
		{"block list with nothing last", "a:\n- b\n-\ng: h\n", []string{"a"}, "- b\n-"},
		{"block map with nothing last", "a:\n  b:\n\ng: h\n", []string{"a"}, "b:"},
		{"block map that ends in a block scalar", "a:\n  b: |\n    c\n\ng: h\n", []string{"a"}, "b: |\n    c"},
		{"block map that ends in an alias", "a: &x1 b\nc:\n  d: *x1 # e\nf: g", []string{"c"}, "d: *x1"},
		{"flow list", "a: [b, 'c' , # d ]\n ] # e", []string{"a"}, "[b, 'c' , # d ]\n ]"},
		{"flow map", "a: {b: c, d: [e] }", []string{"a"}, "{b: c, d: [e] }"},
		{"empty flow", "a: [ ]\nb: {\n}", []string{"b"}, "{\n}"},
		{"flow map with nothing last", "a: {b: , c : } # d", []string{"a"}, "{b: , c : }"},
		{"pair in a flow list", "a: [b: c, d]", []string{"a", "0"}, "b: c"},
		{"pair whose key is a map", "a: [{b: c}: d]", []string{"a", "0"}, "{b: c}: d"},
		{"explicit pair in a flow list", "a: [? b : c]", []string{"a", "0"}, "? b : c"},
		{"flow list with a character of its own behind", "a: [b, \u00e9, '\\', \"\\\\\"] \t# \u00e9\r\n", []string{"a"}, "[b, \u00e9, '\\', \"\\\\\"]"},
		{"explicit key", "a:\n  ? b\n  : c\n", []string{"a"}, "? b\n  : c"},
		{"behind an anchor", "a: &x\n  b: c\n", []string{"a"}, "b: c"},
		{"whose first key has an anchor", "a:\n  &x b: c\n", []string{"a"}, "&x b: c"},
		{"short tag", "a: &x !Sub # c\n  - d\n  - {e: f}\n", []string{"a"}, "!Sub # c\n  - d\n  - {e: f}"},
		{"value of a short tag", "a: !Sub # c\n  - d\n  - {e: f}\n", []string{"a", "Fn::Sub"}, "- d\n  - {e: f}"},
		{"JSON", "{\"a\": [1, {\"b\": 2} ] , \"c\": {} }", []string{"a"}, `[1, {"b": 2} ]`},
		{"whole JSON", " {\"é\": []}\n", nil, `{"é": []}`},
		{"whole YAML", "# c\n---\na: b\n...\n", nil, "a: b"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			n := value(t, mustParse(t, test.content), test.path...)
			if got := cut(t, test.content, n.At); got != test.want {
				t.Errorf("stands at %q, want %q", got, test.want)
			}
		})
	}
}

func TestKeyStandsAtItsText(t *testing.T) {
	for _, test := range []struct{ name, content, text, want string }{
		{"plain", "a: b", "a", "a"},
		{"quoted", `"a": b`, "a", `"a"`},
		{"of a short tag", "!Sub a", "Fn::Sub", "!Sub"},
		{"of a short tag behind an anchor", "&x !Ref a", "Ref", "!Ref"},
		{"behind an anchor", "&x a: b", "a", "a"},
		{"number", "0123456789012: b", "0123456789012", "0123456789012"},
		{"map as in a template of Jinja", "{{ a }}: b", "{{ a }}", "{{ a }}"},
		{"list", "? [a, b]\n: c", "[a, b]", "[a, b]"},
		{"tagged", "!Foo a: b", "!Foo a", "!Foo a"},
		{"missing", "?\n: b", "", ""},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			key := mustParse(t, test.content).Fields[0].Key
			if got := cut(t, test.content, key.At); got != test.want || key.Text != test.text {
				t.Errorf("key %q stands at %q, want %q at %q", key.Text, got, test.text, test.want)
			}
		})
	}
}
